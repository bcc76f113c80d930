import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The provider's addresses, and `GET /stand-in` for whoever wants to see what came.
struct StandInRoutes: Sendable {
    private static let bodyLimit = 4 << 20
    private static let pollLimit = 1000

    let ledger: StandInLedger
    let apiKey: String
    let webhook: StandInWebhook?

    func add(to router: Router<BasicRequestContext>) {
        router.post("/api/comm/v1/send/omni") { request, _ in try await send(request) }
        router.get("/api/comm/v1/message/inquiry/msgKey/:name") { request, context in
            try inquire(request, context.parameters.require("name"), isRequest: false)
        }
        router.get("/api/comm/v1/message/inquiry/requestId/:name") { request, context in
            try inquire(request, context.parameters.require("name"), isRequest: true)
        }
        router.get("/api/comm/v1/report/inquiry/:name") { request, context in
            let name = try context.parameters.require("name")
            guard isAllowed(request) else { return Self.unauthorized }
            let entries = entries(of: ledger.messages(named: name, isRequest: false)).filter { $0.reportCode != nil }
            return Self.success(["report": entries])
        }
        router.get("/api/comm/v1/report/polling") { request, _ in poll(request) }
        router.delete("/api/comm/v1/report/polling/:id") { request, context in
            guard isAllowed(request) else { return Self.unauthorized }
            return ledger.confirm(try context.parameters.require("id"))
                ? Self.answer(200, "A000", "Success") : Self.answer(403, "A802", "no such report id")
        }
        router.get("/stand-in") { _, _ in Self.json(200, StandInSummary(ledger)) }
    }

    private func send(_ request: Request) async throws -> Response {
        guard isAllowed(request) else { return Self.unauthorized }
        let body = Data(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
        let step = ledger.nextStep()
        switch step.fault {
        case .rateLimited:
            var response = Self.answer(429, "A020", "rate limit")
            response.headers[.retryAfter] = "\(step.retryAfter ?? 1)"
            return response
        case .serverError: return Self.text(step.status ?? 500, "<html>error</html>")
        case .unauthorized: return Self.unauthorized
        case .refuseRequest: return Self.answer(400, step.code ?? "A300", "refused")
        case .lostAnswer, .malformed, .refuseRecipient, .slow, nil: break
        }
        guard let json = try? JSON.decode(JSONValue.self, from: body) else {
            return Self.answer(400, "A010", "no JSON")
        }
        do {
            let sent = try StandInRequest(json)
            ledger.remember(body: body)
            return try await answer(sent, step)
        } catch let refusal as StandInRequest.Refusal {
            return Self.answer(400, refusal.code, "refused")
        }
    }

    private func answer(_ request: StandInRequest, _ step: StandInScript.Step) async throws -> Response {
        var refused: [Int: String] = [:]
        for (index, destination) in request.destinations.enumerated() {
            if !StandInRequest.isReachable(destination.to) { refused[index] = "A306" }
            if step.fault == .refuseRecipient, step.recipient ?? index == index { refused[index] = step.code ?? "A306" }
        }
        let places = request.destinations.indices.filter { refused[$0] == nil }
        let report = step.report ?? ledger.script.report ?? .init()
        let taken = ledger.take(request.only(places), report: report)
        webhook?.tell(taken.filter { !$0.isRepeated }.map(\.key))
        var results: [StandInResult] = []
        var names = taken[...]
        for (index, destination) in request.destinations.enumerated() {
            if let code = refused[index] {
                results.append(
                    .init(to: destination.to, ref: destination.ref, msgKey: nil, code: code, result: "refused")
                )
            } else {
                let name = names.removeFirst()
                let code = name.isRepeated ? "A301" : "A000"
                let result = name.isRepeated ? "already taken" : "Success"
                results.append(
                    .init(to: destination.to, ref: destination.ref, msgKey: name.key, code: code, result: result)
                )
            }
        }
        switch step.fault {
        case .lostAnswer: try await Task.sleep(for: .seconds(step.seconds ?? 3600))
        case .slow: try await Task.sleep(for: .seconds(step.seconds ?? 2))
        case .malformed: return Self.text(200, "{\"common\":{\"authCode\":\"A0")
        case .rateLimited, .serverError, .unauthorized, .refuseRequest, .refuseRecipient, nil: break
        }
        return Self.json(200, StandInEnvelope(code: "A000", ref: request.ref, data: ["destinations": results]))
    }

    private func inquire(_ request: Request, _ name: String, isRequest: Bool) throws -> Response {
        guard isAllowed(request) else { return Self.unauthorized }
        return Self.success(["messages": entries(of: ledger.messages(named: name, isRequest: isRequest))])
    }

    private func poll(_ request: Request) -> Response {
        guard isAllowed(request) else { return Self.unauthorized }
        guard ledger.script.polling ?? true else { return Self.answer(400, "A801", "no polling") }
        let (id, entries) = ledger.poll(limit: Self.pollLimit)
        return Self.success(StandInReports(reportId: id, report: entries))
    }

    private func entries(of messages: [StandInMessage]) -> [StandInEntry] {
        let now = Timestamp.now
        return messages.flatMap { $0.entries(at: now) }
    }

    private func isAllowed(_ request: Request) -> Bool { request.headers[.authorization] == apiKey }
}

extension StandInRequest {
    fileprivate init(_ whole: StandInRequest, places: [Int]) {
        destinations = places.map { whole.destinations[$0] }
        ways = whole.ways
        idempotencyKey = whole.idempotencyKey
        ref = whole.ref
    }

    fileprivate func only(_ places: [Int]) -> StandInRequest { StandInRequest(self, places: places) }
}
