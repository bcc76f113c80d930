import Testing

@testable import Dispatching

@Suite("Linear assignment")
struct LinearAssignmentTests {
    struct Row {
        var costs: [Double]
        var price: Double
    }

    @Test("Row after row, taken in and out, it costs no more than the best of all assignments", arguments: 0..<300)
    func againstBruteForce(_ seed: Int) {
        var generator = SeededGenerator(seed)
        let columns = Int.random(in: 0...5, using: &generator)
        var assignment = LinearAssignment(columns: columns)
        var rows: [Int: Row] = [:]
        for _ in 0..<14 {
            if rows.count == 6 || (!rows.isEmpty && Int.random(in: 0..<3, using: &generator) == 0) {
                let row = rows.keys.sorted().randomElement(using: &generator)!
                assignment.remove(row)
                rows[row] = nil
            } else {
                let row = Self.row(columns, &generator)
                let bound = assignment.total + assignment.bound(row.costs, orPay: row.price)
                rows[assignment.insert(row.costs, orPay: row.price)] = row
                #expect(bound <= assignment.total + 1e-9)
            }
            #expect(abs(assignment.total - Self.least(rows.keys.sorted().map { rows[$0]! })) < 1e-9)
            expectMatching(assignment, of: rows)
            expectDuals(assignment, of: rows)
        }
    }

    /// Whole numbers make ties, some pairs are impossible, and prices lie among the costs.
    private static func row(_ columns: Int, _ generator: inout SeededGenerator) -> Row {
        let costs = (0..<columns).map { _ in
            Int.random(in: 0..<5, using: &generator) == 0
                ? Double.infinity : Double(Int.random(in: -5...20, using: &generator))
        }
        return Row(costs: costs, price: Double(Int.random(in: 0...30, using: &generator)))
    }

    private static func least(_ rows: [Row], from index: Int = 0, taken: Set<Int> = []) -> Double {
        guard index < rows.count else { return 0 }
        var least = rows[index].price + Self.least(rows, from: index + 1, taken: taken)
        for (column, cost) in rows[index].costs.enumerated() where cost.isFinite && !taken.contains(column) {
            least = min(least, cost + Self.least(rows, from: index + 1, taken: taken.union([column])))
        }
        return least
    }

    private func expectMatching(_ assignment: LinearAssignment, of rows: [Int: Row]) {
        for (column, row) in assignment.rowOfColumn.enumerated() where row != LinearAssignment.none {
            #expect(assignment.columnOfRow[row] == column)
            #expect(rows[row] != nil)
        }
    }

    /// The prices prove the optimum: nobody would do better elsewhere, and what is free costs nothing.
    private func expectDuals(_ assignment: LinearAssignment, of rows: [Int: Row]) {
        for (column, row) in assignment.rowOfColumn.enumerated() {
            #expect(assignment.columnDuals[column] <= 1e-9)
            if row == LinearAssignment.none { #expect(abs(assignment.columnDuals[column]) < 1e-9) }
        }
        for (number, row) in rows {
            #expect(assignment.rowDuals[number] <= row.price + 1e-9)
            for (column, cost) in row.costs.enumerated() {
                #expect(assignment.rowDuals[number] + assignment.columnDuals[column] <= cost + 1e-9)
            }
        }
    }

    @Test("Two hundred by two hundred: the prices prove it the best there is")
    func large() {
        var generator = SeededGenerator(7)
        let size = 200
        var assignment = LinearAssignment(columns: size)
        var rows: [Int: Row] = [:]
        for _ in 0..<size {
            let costs = (0..<size).map { _ in Double.random(in: 0...100, using: &generator) }
            rows[assignment.insert(costs, orPay: 50)] = Row(costs: costs, price: 50)
        }
        expectMatching(assignment, of: rows)
        let duals = assignment.rowDuals.reduce(0, +) + assignment.columnDuals.reduce(0, +)
        #expect(abs(duals - assignment.total) < 1e-6)
        expectDuals(assignment, of: rows)
    }
}
