import Foundation
import GRDB

/// Follows how many rows another program has written.
final class RowCounter {
    private static let interval: Duration = .milliseconds(20)
    private static let patience: Duration = .seconds(120)

    private let path: String
    private let query: String
    private var database: DatabaseQueue?

    /// - Parameter query: gives one number, without reading all rows: it is asked often.
    init(_ path: String, _ query: String) {
        self.path = path
        self.query = query
    }

    /// 0 where there is no such file or table yet.
    func rows() -> Int { (try? count(query)) ?? 0 }

    func count(_ query: String) throws -> Int {
        let database = try database ?? open()
        self.database = database
        return try database.read { try Int.fetchOne($0, sql: query) ?? 0 }
    }

    /// - Throws: where there are not so many in time.
    func wait(for rows: Int) async throws {
        let deadline = ContinuousClock.now + Self.patience
        while self.rows() < rows {
            guard ContinuousClock.now < deadline else {
                throw BenchFailure("\(self.rows()) of \(rows) rows were there after two minutes.")
            }
            try await Task.sleep(for: Self.interval)
        }
    }

    private func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
