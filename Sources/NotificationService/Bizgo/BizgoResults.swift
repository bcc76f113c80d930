import Contracts
import Foundation
import NIOHTTP1
import Synchronization

/// Fetches and reads what became of messages.
final class BizgoResults: Sendable {
    /// Success, in the provider's own words and in KakaoTalk's.
    private static let success: Set = ["10000", "0000"]
    /// KakaoTalk did not hear from the phone in time: the message may still arrive.
    private static let uncertain: Set = ["3005", "ME09"]
    /// The account fetches no results: it was set to be told of them.
    private static let notAllowed = "A801"

    private let client: BizgoClient
    private let rest: Duration
    private let restsUntil = Mutex<ContinuousClock.Instant?>(nil)

    init(client: BizgoClient, rest: Duration) {
        self.client = client
        self.rest = rest
    }

    /// A request's messages have its id in common: their keys but for the last three characters.
    static func requestId(of messageKey: String) -> String { String(messageKey.dropLast(3)) }

    /// Of one message, or of all in a request at once.
    func inquire(_ messageKeys: [String]) async throws -> [DeliveryReport] {
        guard let first = messageKeys.first else { return [] }
        let place =
            messageKeys.count == 1
            ? "msgKey/\(Self.segment(first))" : "requestId/\(Self.segment(Self.requestId(of: first)))"
        let data: BizgoStatusData? = try await client.ask(.GET, "/api/comm/v1/message/inquiry/\(place)")
        var entries: [String: [BizgoEntry]] = [:]
        for entry in data?.messages ?? [] {
            if let key = entry.msgKey { entries[key, default: []].append(entry) }
        }
        return entries.compactMap { key, entries in report(of: key, entries) }
    }

    func poll() async throws -> ReportBatch? {
        if let until = restsUntil.withLock(\.self), until > .now { return nil }
        do {
            let data: BizgoPollingData? = try await client.ask(.GET, "/api/comm/v1/report/polling")
            guard let data, let id = data.reportId, !id.isEmpty else { return nil }
            let reports = (data.report ?? []).compactMap { entry in
                entry.msgKey.flatMap { report(of: $0, [entry]) }
            }
            // A batch of which nothing could be read would come back for ever.
            if reports.isEmpty, data.report?.isEmpty == false {
                try await acknowledge(ReportBatch(id: id, reports: []))
            }
            return ReportBatch(id: id, reports: reports)
        } catch let error as BizgoError where error.code == Self.notAllowed {
            restsUntil.withLock { $0 = .now + rest }
            return nil
        }
    }

    func acknowledge(_ batch: ReportBatch) async throws {
        let _: JSONValue? = try await client.ask(.DELETE, "/api/comm/v1/report/polling/\(Self.segment(batch.id))")
    }

    /// The last way that was tried decides.
    private func report(of messageKey: String, _ entries: [BizgoEntry]) -> DeliveryReport? {
        let id = entries.lazy.compactMap(\.ref).compactMap(NotificationID.init).first
        func report(_ finding: DeliveryFinding) -> DeliveryReport {
            DeliveryReport(messageKey: messageKey, notificationId: id, finding: finding)
        }
        let alimtalk = entries.first { $0.serviceType == "ALIMTALK" }
        if let code = alimtalk?.reportCode, Self.success.contains(code) { return report(.delivered(code)) }
        if let text = entries.first(where: { $0.serviceType != "ALIMTALK" }), let code = text.reportCode {
            return report(
                Self.success.contains(code) ? .deliveredAsText(code) : .failed(code, Self.reason(text.reportText))
            )
        }
        guard let alimtalk, let code = alimtalk.reportCode else { return nil }
        let reason = Self.reason(alimtalk.reportText)
        return report(Self.uncertain.contains(code) ? .uncertain(code, reason) : .alimtalkFailed(code, reason))
    }

    private static func reason(_ text: String?) -> String? { text.map { String($0.prefix(200)) } }

    private static func segment(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
