import BizgoStandIn
import Contracts
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

/// What becomes of messages, however wrongly it is told.
@Suite(.timeLimit(.minutes(2))) struct BizgoReportTests {
    @Test func `What definitely fails is sent as a text message by the provider`() async throws {
        try await withBizgo(StandInScript(report: .init(code: "3018"))) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            try await test.collect()
            let record = try #require(try await test.record())
            #expect(record.status == .fallbackSent && record.attempts.map(\.resultCode) == ["A000", "3018", "10000"])
            #expect(test.standIn.messages.count == 1)
        }
    }

    @Test func `Where the text message fails too, it has failed`() async throws {
        let script = StandInScript(report: .init(code: "3019", textCode: "2001"))
        try await withBizgo(script) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            try await test.collect()
            let record = try #require(try await test.record())
            #expect(record.status == .failed && record.resultCode == "2001")
            #expect(try await test.notifications.eventTypes() == [.notificationRecorded, .notificationFailed])
        }
    }

    @Test func `A time-out at KakaoTalk is uncertain and falls back on nothing`() async throws {
        try await withBizgo(StandInScript(report: .init(code: "3005"))) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            try await test.collect()
            #expect(try await test.record()?.status == .uncertain)
            #expect(try await test.record()?.resultCode == "3005")
            test.clock.advance(by: .seconds(3600))
            try await test.send()
            #expect(test.standIn.messages.count == 1)
        }
    }

    @Test func `Where results are not to be fetched they are asked for, a request's all at once`() async throws {
        try await withBizgo(StandInScript(polling: false)) { (test) async throws -> Void in
            try await test.register(100)
            for index in 0..<100 { try await test.pay("p\(index)") }
            try await test.send()
            try await test.collect()
            #expect(try await test.records().allSatisfy { $0.status == .accepted })
            test.clock.advance(by: .seconds(10))
            try await test.collect()
            #expect(try await test.records().allSatisfy { $0.status == .delivered })
            #expect(test.standIn.inquiries == 1)
        }
    }

    @Test func `A result that does not come is asked for less often, and after three days no more`() async throws {
        try await withBizgo(StandInScript(report: .init(code: ""), polling: false)) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            var waits: [Int64] = []
            for _ in 0..<4 {
                let record = try #require(try await test.record())
                let next = try #require(record.nextInquiryAt)
                waits.append((next - test.clock.now).inMilliseconds / 1000)
                test.clock.advance(by: next - test.clock.now)
                try await test.collect()
            }
            #expect(waits == [10, 10, 20, 40])
            test.clock.advance(by: .seconds(3 * 24 * 3600))
            try await test.collect()
            let record = try #require(try await test.record())
            #expect(record.status == .uncertain && record.resultCode == "NO_REPORT" && record.nextInquiryAt == nil)
        }
    }

    @Test func `A report that overtakes the answer settles the message, and the answer changes nothing`() async throws {
        let script = StandInScript([.init(.slow, seconds: 1)])
        try await withBizgo(script, timeout: .seconds(10)) { (test) async throws -> Void in
            try await test.pay()
            async let sent = test.service.sender.sendBatch()
            while test.standIn.messages.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            try await test.collect()
            #expect(try await test.record()?.status == .delivered)
            _ = try await sent
            #expect(try await test.record()?.status == .delivered)
            #expect(try await test.notifications.eventTypes() == [.notificationRecorded, .notificationSent])
        }
    }

    @Test func `A webhook is a hint: the provider is asked, whatever the report says`() async throws {
        try await withBizgo(StandInScript(polling: false)) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let key = try #require(try await test.record()?.messageKey)
            try await test.serve { (http) async throws -> Void in
                for _ in 0..<2 {
                    let told = try await http.report(key, code: "3018", test)
                    #expect(told.status == 200 && told.text == #"{"msgKey":"\#(key)"}"#)
                }
                #expect(try await test.record()?.status == .accepted)
                try await test.collect()
                #expect(try await test.record()?.status == .delivered)
                // Again, late, and out of order: it is acknowledged, and nothing changes.
                #expect(try await http.report(key, code: "3018", test).status == 200)
                try await test.collect()
            }
            let record = try #require(try await test.record())
            #expect(record.status == .delivered && record.attempts.map(\.resultCode) == ["A000", "10000"])
            #expect(try await test.notifications.eventTypes() == [.notificationRecorded, .notificationSent])
        }
    }

    @Test func `A hint about a message whose answer was lost settles it`() async throws {
        let script = StandInScript([.init(.lostAnswer)], polling: false)
        try await withBizgo(script, tryLimit: 1) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .uncertain && record.messageKey == nil)
            let key = try #require(test.standIn.messages.first?.messageKey)
            try await test.serve { (http) async throws -> Void in
                #expect(try await http.report(key, ref: record.id.rawValue, code: "10000", test).status == 200)
            }
            try await test.collect()
            #expect(try await test.record()?.status == .delivered)
        }
    }

    @Test func `A report about nobody's message is acknowledged and counted`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                #expect(try await http.report("unknown", ref: "nobody", code: "10000", test).status == 200)
            }
            let metrics = await test.notifications.core.metrics.render()
            #expect(metrics.contains(#"baedal_notification_unknown_reports_total{provider="bizgo"} 1"#))
            try await test.collect()
            #expect(test.standIn.inquiries == 0)
        }
    }

    @Test func `A report that is forged, old, unsigned, malformed or 10 MB large is refused`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let key = try #require(try await test.record()?.messageKey)
            let now = test.clock.now
            try await test.serve { (http) async throws -> Void in
                for (secret, time) in [
                    ("wrong", now), ("hush", now - .seconds(301)), ("hush", now + .seconds(301)),
                ] {
                    let reply = try await http.report(key, code: "10000", test, secret: secret, at: time)
                    #expect(reply.status == 401 && reply.problemCode == "unauthorized")
                }
                let path = "/providers/bizgo/reports"
                #expect(try await http.send("POST", path, body: #"{"msgKey":"k"}"#).status == 401)
                #expect(try await http.send("POST", path, body: "[1]").status == 400)
                #expect(try await http.send("POST", path, body: "{").status == 400)
                let large = #"{"msgKey":"\#(String(repeating: "k", count: 10 << 20))"}"#
                let headers = BizgoReport.headers(secret: "hush", at: now)
                #expect(try await http.send("POST", path, body: large, headers: headers).status == 413)
                #expect(try await http.send("POST", path, body: "{}", headers: headers).status == 400)
            }
            #expect(try await test.record()?.status == .accepted)
            #expect(test.standIn.inquiries == 0)
        }
    }

    @Test func `Without a secret no report is taken`() async throws {
        try await withNotifications(provider: LocalProvider()) { (test) async throws -> Void in
            try await testApplication(of: test.service).test(.router) { (http) async throws -> Void in
                let headers = BizgoReport.headers(secret: "", at: test.clock.now)
                let reply = try await http.send(
                    "POST",
                    "/providers/bizgo/reports",
                    body: #"{"msgKey":"k"}"#,
                    headers: headers
                )
                #expect(reply.status == 401)
            }
        }
    }

    @Test func `A signature is read in hexadecimal, either case, and in base64, in seconds and milliseconds`() {
        let now = Timestamp(milliseconds: 1_795_338_000_000)
        let signature = BizgoSignature(secret: Secret("hush"))
        for time in ["1795338000000", "1795338000"] {
            let code = HMAC<SHA256>.authenticationCode(for: Data(time.utf8), using: .init(data: Data("hush".utf8)))
            let hexadecimal = code.map { String(format: "%02x", $0) }.joined()
            for text in [hexadecimal, hexadecimal.uppercased(), Data(code).base64EncodedString()] {
                #expect(signature.isValid(timestamp: time, signature: text, at: now))
            }
            #expect(!signature.isValid(timestamp: time, signature: String(hexadecimal.dropLast()), at: now))
            #expect(!signature.isValid(timestamp: time, signature: "", at: now))
        }
        for time in ["", "now", "-1795338000", "17953380000000000", "１７９５３３８０００"] {
            #expect(!signature.isValid(timestamp: time, signature: "00", at: now))
        }
    }
}

/// A report as the provider signs it.
enum BizgoReport {
    static func headers(secret: String, at time: Timestamp) -> [String: String] {
        let stamp = "\(time.milliseconds)"
        let key = SymmetricKey(data: Data(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Data(stamp.utf8), using: key)
        return [
            "Content-Type": "application/json", "X-IB-Timestamp": stamp,
            "X-IB-Signature": code.map { String(format: "%02x", $0) }.joined(),
        ]
    }
}

extension TestClientProtocol {
    fileprivate func report(
        _ key: String,
        ref: String? = nil,
        code: String,
        _ test: TestBizgo,
        secret: String = "hush",
        at time: Timestamp? = nil
    ) async throws -> RESTAnswer {
        var body: [String: String] = [
            "msgKey": key, "serviceType": "ALIMTALK", "reportTime": "2026-11-22T18:00:00.000+09:00",
            "reportType": "R", "reportCode": code,
        ]
        body["ref"] = ref
        return try await send(
            "POST",
            "/providers/bizgo/reports",
            body: try JSON.text(body),
            headers: BizgoReport.headers(secret: secret, at: time ?? test.clock.now)
        )
    }
}

extension TestBizgo {
    fileprivate func serve(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await testApplication(of: service).test(.router) { try await body($0) }
    }
}
