import AsyncHTTPClient
import Contracts
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceKit

/// Speaks to the provider, no faster than the account allows.
struct BizgoClient: Sendable {
    /// What came back, or why nothing did.
    enum Exchange: Sendable {
        case answered(status: Int, retryAfter: Duration?, body: Data)
        /// The request did not leave.
        case unreachable
        /// The request may have come through.
        case unanswered
    }

    private static let answerLimit = 16 << 20

    let configuration: BizgoConfiguration
    let client: HTTPClient
    let sending: Pace
    let asking: Pace

    init(_ configuration: BizgoConfiguration, client: HTTPClient) {
        self.configuration = configuration
        self.client = client
        sending = Pace(perSecond: configuration.recipientsPerSecond)
        asking = Pace(perSecond: configuration.questionsPerSecond)
    }

    /// - Parameter cost: how many recipients it is for.
    func send(_ request: BizgoRequest) async throws(CancellationError) -> Exchange {
        try await sending.wait(for: request.destinations.count)
        let exchange = try await exchange(.POST, "/api/comm/v1/send/omni", body: try? JSON.data(request))
        if case .answered(let status, let wait?, _) = exchange, status == 429 || status == 503 {
            await sending.pause(for: wait)
        }
        return exchange
    }

    /// - Throws: ``BizgoError`` where the answer is none.
    func ask<Payload: Decodable & Sendable>(_ method: HTTPMethod, _ path: String) async throws -> Payload? {
        try await asking.wait(for: 1)
        switch try await exchange(method, path, body: nil) {
        case .unreachable: throw BizgoError(code: OwnResult.unreachable.rawValue)
        case .unanswered: throw BizgoError(code: OwnResult.noAnswer.rawValue)
        case .answered(let status, let wait, let body):
            if status == 429, let wait { await asking.pause(for: wait) }
            guard let answer = try? JSON.decode(BizgoAnswer<Payload>.self, from: body) else {
                throw BizgoError(code: "HTTP_\(status)")
            }
            for code in [answer.common?.authCode, answer.data?.code].compactMap(\.self) where code != "A000" {
                throw BizgoError(code: code)
            }
            return answer.data?.data
        }
    }

    private func exchange(
        _ method: HTTPMethod,
        _ path: String,
        body: Data?
    ) async throws(CancellationError) -> Exchange {
        var request = HTTPClientRequest(url: configuration.url + path)
        request.method = method
        request.headers.add(name: "Authorization", value: configuration.apiKey.value)
        request.headers.add(name: "Accept", value: "application/json")
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        do {
            let deadline = NIODeadline.now() + TimeAmount(configuration.timeout)
            let response = try await client.execute(request, deadline: deadline)
            let body = Data(try await response.body.collect(upTo: Self.answerLimit).readableBytesView)
            let wait = response.headers.first(name: "Retry-After").flatMap(Self.wait)
            return .answered(status: Int(response.status.code), retryAfter: wait, body: body)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return Self.didNotLeave(error) ? .unreachable : .unanswered
        }
    }

    /// Seconds; what is no number is left to our own patience, what is too long too.
    private static func wait(_ field: String) -> Duration? {
        guard let seconds = Double(field), seconds.isFinite, seconds >= 0 else { return nil }
        return .seconds(min(seconds, 60))
    }

    private static func didNotLeave(_ error: any Error) -> Bool {
        if let error = error as? HTTPClientError {
            return [.connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL].contains(error)
        }
        if let error = error as? IOError { return error.errnoCode == ECONNREFUSED }
        return error is NIOConnectionError
    }
}

/// The provider did not answer a question.
struct BizgoError: Error, CustomStringConvertible {
    let code: String

    var description: String { "Bizgo answered \(code)" }
}
