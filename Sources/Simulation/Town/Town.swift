import AsyncHTTPClient
import Contracts
import Foundation
import NIOCore
import NIOHTTP1

/// The system's REST, as its people use it. What fails for the moment is asked again, for a limited time.
struct Town: Sendable {
    private static let connections = 32
    private static let timeout: TimeAmount = .seconds(20)
    private static let answerLimit = 32 << 20
    /// Between one try and the next; then it is given up.
    private static let pauses: [Duration] = [0.2, 0.5, 1, 2, 4, 8, 8, 8].map { .seconds($0) }

    /// `http://host:port`
    let base: String
    private let client: HTTPClient

    /// Runs the body with a client of its own.
    static func visit<Value: Sendable>(_ base: String, _ body: (Town) async throws -> Value) async throws -> Value {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(3)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let trimmed = base.hasSuffix("/") ? String(base.dropLast()) : base
        do {
            let value = try await body(Town(base: trimmed, client: client))
            try await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// - Throws: ``SimulationFailure`` where the server cannot be reached, or fails, for half a minute.
    func ask(_ call: Call) async throws -> Answer {
        var trouble = ""
        for pause in Self.pauses.map(Optional.some) + [nil] {
            do {
                let answer = try await once(call)
                guard answer.status >= 500 || answer.status == 429 else { return answer }
                trouble = "it answered \(answer.status)"
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                trouble = Self.words(error)
            }
            if let pause { try await Task.sleep(for: pause) }
        }
        throw SimulationFailure("\(call.method.rawValue) \(call.path) on \(base) failed again and again: \(trouble).")
    }

    func get(_ path: String) async throws -> Answer { try await ask(Call(method: .get, path: path)) }

    /// One look, no second try: is anybody there?
    ///
    /// - Throws: ``SimulationFailure``.
    func knock() async throws -> Answer {
        do {
            return try await once(Call(method: .get, path: "/health"))
        } catch {
            throw SimulationFailure(
                "The server at \(base) cannot be reached: start it with `baedal serve`, or name it with --url. (\(Self.words(error)))"
            )
        }
    }

    private func once(_ call: Call) async throws -> Answer {
        var request = HTTPClientRequest(url: base + call.path)
        request.method = .init(rawValue: call.method.rawValue)
        if call.method != .get {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSON.data(JSONValue.object(call.body))))
        }
        let response = try await client.execute(request, timeout: Self.timeout)
        let bytes = try await response.body.collect(upTo: Self.answerLimit)
        let body = try? JSON.decode(JSONValue.self, from: Data(bytes.readableBytesView))
        return Answer(status: Int(response.status.code), body: body ?? .null)
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        default: String("\(error)".prefix(120)).replacing("\n", with: " ")
        }
    }
}
