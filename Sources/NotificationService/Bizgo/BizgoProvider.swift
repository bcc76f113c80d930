import AsyncHTTPClient
import Contracts
import Foundation
import NIOHTTP1
import ServiceKit
import Synchronization

/// KakaoTalk AlimTalk by Bizgo, with a text message where that definitely fails.
struct BizgoProvider: Provider {
    let name = ProviderName.bizgo
    let concurrency = 4

    private let configuration: BizgoConfiguration
    private let templates: TemplateLibrary
    private let client: BizgoClient
    private let clock: WallClock
    private let results: BizgoResults

    init(_ configuration: BizgoConfiguration, templates: TemplateLibrary, client: HTTPClient, clock: WallClock) {
        self.configuration = configuration
        self.templates = templates
        self.client = BizgoClient(configuration, client: client)
        self.clock = clock
        results = BizgoResults(client: self.client, rest: configuration.pollRest)
    }

    func sharedPart(of notification: Notification) -> String {
        guard let message = try? message(notification) else { return "" }
        return (try? JSON.text(message.steps)).map { "\($0)\(message.words == nil)" } ?? ""
    }

    func send(_ dispatch: Dispatch) async throws(CancellationError) -> [SendOutcome] {
        var outcomes: [SendOutcome?] = []
        var destinations: [BizgoRequest.Destination] = []
        var steps: [BizgoRequest.Step] = []
        for notification in dispatch.notifications {
            do throws(BizgoFlaw) {
                let message = try message(notification)
                guard let phone = notification.phone, phone.isMobile else { throw BizgoFlaw(.invalidPhone) }
                steps = message.steps
                destinations.append(.init(to: phone.digits, replaceWords: message.words, ref: notification.id.rawValue))
                outcomes.append(nil)
            } catch {
                outcomes.append(.refused(error.result.rawValue, error.result.reason))
            }
        }
        guard !destinations.isEmpty else { return outcomes.compactMap(\.self) }
        let request = BizgoRequest(key: dispatch.key, destinations: destinations, messageFlow: steps)
        var answers = self.outcomes(of: try await client.send(request), to: destinations)[...]
        return outcomes.map { $0 ?? answers.removeFirst() }
    }

    func inquiry(of messageKey: String) -> String { BizgoResults.requestId(of: messageKey) }
    func inquire(_ messageKeys: [String]) async throws -> [DeliveryReport] { try await results.inquire(messageKeys) }
    func pollReports() async throws -> ReportBatch? { try await results.poll() }
    func acknowledge(_ batch: ReportBatch) async throws { try await results.acknowledge(batch) }

    private func message(_ notification: Notification) throws(BizgoFlaw) -> BizgoMessage {
        try BizgoMessage(
            notification,
            templates: templates,
            senderKey: configuration.senderKey.value,
            from: configuration.from
        )
    }

    /// The three layers, outermost first.
    private func outcomes(
        of exchange: BizgoClient.Exchange,
        to destinations: [BizgoRequest.Destination]
    ) -> [SendOutcome] {
        func all(_ outcome: SendOutcome) -> [SendOutcome] { destinations.map { _ in outcome } }
        let (status, body): (Int, Data)
        switch exchange {
        case .unreachable: return all(.notTaken(OwnResult.unreachable.rawValue, OwnResult.unreachable.reason))
        case .unanswered: return all(.unanswered(.noAnswer))
        case .answered(let code, _, let data): (status, body) = (code, data)
        }
        // Somebody in between gave up on it.
        if status == 502 || status == 504 { return all(.unanswered(.noAnswer)) }
        guard let answer = try? JSON.decode(BizgoAnswer<BizgoSendData>.self, from: body) else {
            return all(status == 200 ? .unanswered(.malformedAnswer) : .notTaken("HTTP_\(status)", nil))
        }
        if let code = answer.common?.authCode, code != "A000" {
            return all(outcome(BizgoVerdict(gateway: code), code, answer.common?.authResult))
        }
        if let code = answer.data?.code, code != "A000" {
            return all(outcome(BizgoVerdict(service: code), code, answer.data?.result))
        }
        guard status < 400 else { return all(.notTaken("HTTP_\(status)", nil)) }
        let answers = Dictionary(
            (answer.data?.data?.destinations ?? []).compactMap { answer in answer.to.map { ($0, answer) } },
            uniquingKeysWith: { first, _ in first }
        )
        return destinations.map { destination in
            guard let answer = answers[destination.to], let code = answer.code else {
                return .unanswered(.malformedAnswer)
            }
            return outcome(BizgoVerdict(service: code), code, answer.result, messageKey: answer.msgKey)
        }
    }

    private func outcome(
        _ verdict: BizgoVerdict,
        _ code: String,
        _ reason: String?,
        messageKey: String? = nil
    ) -> SendOutcome {
        let reason = reason.map { String($0.prefix(200)) }
        switch verdict {
        case .accepted, .repeated:
            return .accepted(messageKey: messageKey, code: code, inquireAt: clock.now + configuration.firstInquiry)
        case .refused: return .refused(code, reason)
        case .refusedAsAlimtalk: return .refusedAsAlimtalk(code, reason)
        case .notTaken: return .notTaken(code, reason)
        }
    }
}

extension PhoneNumber {
    /// KakaoTalk and text messages reach mobile phones alone.
    fileprivate var isMobile: Bool { digits.hasPrefix("01") && (10...11).contains(digits.utf8.count) }
}
