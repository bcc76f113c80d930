public import Storage

/// The rows behind one page: a table, equalities on its columns, an order. Values are parameters; names are the program's own.
public struct Listing: Sendable {
    private let table: String
    private var conditions: [String] = []
    private var arguments: [SQLValue] = []

    public init(_ table: String) { self.table = table }

    /// Keeps the rows whose column has the value; nil keeps all.
    public mutating func filter(_ column: String, _ value: String?) {
        guard let value else { return }
        filter("\(column) = ?", .text(value))
    }

    /// Keeps the rows for which a condition holds; its one `?` stands for the value.
    public mutating func filter(_ condition: String, _ value: SQLValue) {
        arguments.append(value)
        conditions.append(condition.replacing("?", with: "$\(arguments.count)"))
    }

    public func fetch<Value>(
        _ page: PageRequest,
        key: String,
        in transaction: Transaction,
        _ map: (Row) throws -> Value
    ) throws -> (items: [Value], total: Int) {
        let condition = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        let total =
            try transaction.first("SELECT COUNT(*) AS total FROM \(table)\(condition)", arguments) {
                $0.integer("total")
            } ?? 0
        let direction = page.isDescending ? "DESC" : "ASC"
        let items = try transaction.all(
            """
            SELECT * FROM \(table)\(condition) ORDER BY \(page.column) \(direction), \(key) \(direction)
            LIMIT $\(arguments.count + 1) OFFSET $\(arguments.count + 2)
            """,
            arguments + [.integer(Int64(page.size)), .integer(Int64(page.number * page.size))],
            map
        )
        return (items, total)
    }
}
