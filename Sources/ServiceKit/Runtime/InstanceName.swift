import Contracts
import Storage

/// The name under which a database's service is known to the broker, so that it finds its session again after a restart.
enum InstanceName {
    static let migration = Migration("instance-1", ["CREATE TABLE instance (name TEXT NOT NULL)"])

    static func load(from database: Database) async throws -> String {
        try await database.write { transaction in
            if let name = try transaction.first("SELECT name FROM instance", [], { $0.text("name") }) { return name }
            let name = String(IDText.make(at: .now).suffix(10))
            try transaction.execute("INSERT INTO instance (name) VALUES ($1)", [.text(name)])
            return name
        }
    }
}
