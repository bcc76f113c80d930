/// One named change of a database's shape. Names are kept in the database; a migration runs once, in its own transaction.
public struct Migration: Sendable {
    public let name: String
    public let statements: [String]

    public init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }
}
