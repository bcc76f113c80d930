import Contracts
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceKit
import Storage
import TestSupport

struct Refusal: Error {}

/// Serves some routes behind the usual middleware.
func withRoutes(
    _ add: (Router<ServiceContext>) -> Void,
    _ body: @Sendable (any TestClientProtocol) async throws -> Void
) async throws {
    let router = Router(context: ServiceContext.self)
    router.addMiddleware {
        CauseMiddleware()
        ProblemMiddleware()
    }
    add(router)
    let application = Application(
        router: router,
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    try await application.test(.router, body)
}

func withDatabase(_ migrations: [Migration], _ body: (Database) async throws -> Void) async throws {
    try await withTemporaryDirectory { directory in
        let database = try Database(path: directory + "/test.sqlite")
        try database.migrate(migrations)
        do {
            try await body(database)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }
}

extension Fields {
    init(json: String) throws { self.init(try JSON.decode([String: JSONValue].self, from: json)) }

    /// What is wrong, by its pointer.
    var complaints: [String: String] {
        do {
            try check()
            return [:]
        } catch let problem as Problem {
            return Dictionary(problem.errors?.map { ($0.pointer, $0.message) } ?? []) { first, _ in first }
        } catch { return ["": "\(error)"] }
    }

    var code: ProblemCode? {
        do {
            try check()
            return nil
        } catch { return (error as? Problem)?.code }
    }
}
