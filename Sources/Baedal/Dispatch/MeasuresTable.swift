import Foundation
import MDRP

/// A line of measures for each instance, and the mean of them all.
struct MeasuresTable {
    private static let columns = [
        "orders", "undelivered %", "CtD mean", "CtD p90", "RtP mean", "RtP p90", "cost/order",
    ]

    private var rows: [(name: String, measures: Measures)] = []

    mutating func add(_ name: String, _ measures: Measures) { rows.append((name, measures)) }

    var text: String {
        var lines = rows.map { ($0.name, cells($0.measures)) }
        if let mean = Measures(meanOf: rows.map(\.measures)) { lines.append(("mean", cells(mean))) }
        let width = lines.map(\.0.count).max() ?? 0
        let header = line("", Self.columns, width)
        return ([header] + lines.map { line($0.0, $0.1, width) }).joined(separator: "\n")
    }

    private func cells(_ measures: Measures) -> [String] {
        [
            String(measures.orders), decimal(measures.undelivered, 2),
            decimal(measures.clickToDoor.mean, 2), decimal(measures.clickToDoor.p90, 1),
            decimal(measures.readyToPickup.mean, 2), decimal(measures.readyToPickup.p90, 1),
            decimal(measures.costPerOrder, 2),
        ]
    }

    private func decimal(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }

    private func line(_ name: String, _ cells: [String], _ width: Int) -> String {
        let padded = zip(cells, Self.columns).map { cell, column in
            String(repeating: " ", count: max(0, column.count - cell.count)) + cell
        }
        return name + String(repeating: " ", count: width - name.count) + "  " + padded.joined(separator: "  ")
    }
}
