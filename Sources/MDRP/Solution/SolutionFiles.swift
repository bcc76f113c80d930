public import Foundation

/// The three files of a solution: a header, then lines of words.
public struct SolutionFiles: Sendable {
    public static let assignments = "solution_info_assignments.txt"
    public static let orders = "solution_info_orders.txt"
    public static let couriers = "solution_info_couriers.txt"

    public let folder: URL

    public init(folder: URL) { self.folder = folder }

    /// Writes them into the folder, which is made if need be. What was there under these names is replaced.
    public func write(_ solution: Solution) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(
            Self.assignments,
            "assignment_time pickup_time courier orders",
            solution.assignments.map {
                "\($0.assignedAt) \($0.pickupAt) \($0.courier) \($0.orders.joined(separator: " "))"
            }
        )
        try write(
            Self.orders,
            "order placement_time ready_time pickup_time dropoff_time courier",
            solution.orders.map {
                "\($0.order) \($0.placedAt) \($0.readyAt) \($0.pickupAt) \($0.dropoffAt) \($0.courier)"
            }
        )
        try write(
            Self.couriers,
            "courier departure_time origin destination",
            solution.moves.map { "\($0.courier) \($0.departedAt) \($0.origin ?? "0") \($0.destination)" }
        )
    }

    private func write(_ name: String, _ header: String, _ lines: [String]) throws {
        let text = ([header] + lines).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
    }
}
