import AsyncHTTPClient
import Contracts
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// Tells somebody of reports, as often and as wrongly as the script says.
final class StandInWebhook: Sendable {
    private static let tries = 4

    private let url: String
    private let secret: String
    private let client: HTTPClient
    private let ledger: StandInLedger
    private let taken: AsyncStream<String>
    private let take: AsyncStream<String>.Continuation

    init(url: String, secret: String, client: HTTPClient, ledger: StandInLedger) {
        self.url = url
        self.secret = secret
        self.client = client
        self.ledger = ledger
        (taken, take) = AsyncStream.makeStream()
    }

    /// Runs until cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await key in taken { group.addTask { await self.follow(key) } }
        }
    }

    /// Has the reports of messages told when they are there.
    func tell(_ messageKeys: [String]) {
        for key in messageKeys { take.yield(key) }
    }

    private func follow(_ key: String) async {
        guard let message = ledger.messages(named: key, isRequest: false).first else { return }
        var told = 0
        for _ in message.ways {
            try? await Task.sleep(for: .seconds(message.report.seconds ?? 0))
            let known = message.entries(at: .now).filter { $0.reportCode != nil }
            for entry in known.dropFirst(told) {
                for _ in 0..<(message.report.copies ?? 1) { await post(entry, message.report) }
            }
            told = known.count
        }
    }

    private func post(_ entry: StandInEntry, _ report: StandInScript.Report) async {
        let body: [String: String] = [
            "msgKey": entry.msgKey, "serviceType": entry.serviceType, "msgType": entry.msgType,
            "reportTime": entry.reportTime ?? "", "reportType": "R",
            "reportCode": report.toldCode ?? entry.reportCode ?? "", "ref": entry.ref ?? "",
        ]
        let timestamp = "\(Timestamp.now.milliseconds)"
        let key = SymmetricKey(data: Data((report.isForged == true ? "another secret" : secret).utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Data(timestamp.utf8), using: key)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "X-IB-Timestamp", value: timestamp)
        request.headers.add(name: "X-IB-Signature", value: code.map { String(format: "%02x", $0) }.joined())
        request.body = .bytes(ByteBuffer(string: (try? JSON.text(body)) ?? ""))
        for attempt in 1...Self.tries {
            if let response = try? await client.execute(request, timeout: .seconds(5)), response.status == .ok {
                return
            }
            try? await Task.sleep(for: .milliseconds(200 * attempt))
        }
    }
}
