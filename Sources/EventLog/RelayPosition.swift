import Storage

/// How far the relay has published: the last event and the last change of a retained topic.
struct RelayPosition: Sendable, Equatable {
    var sequence: Int64
    var revision: Int64

    static func load(in transaction: Transaction) throws -> RelayPosition {
        try transaction.first("SELECT published_sequence, published_revision FROM relay") { row in
            RelayPosition(sequence: row.long("published_sequence"), revision: row.long("published_revision"))
        } ?? RelayPosition(sequence: 0, revision: 0)
    }

    func save(in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE relay SET published_sequence = $1, published_revision = $2",
            [.integer(sequence), .integer(revision)]
        )
    }
}
