import BizgoStandIn
import Contracts
import Foundation
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

/// Every fault the provider may have, over HTTP.
@Suite(.timeLimit(.minutes(2))) struct BizgoSendingTests {
    @Test func `A message is accepted first, and delivered when its result is there`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let accepted = try #require(try await test.record())
            #expect(accepted.status == .accepted && accepted.messageKey != nil && accepted.provider == .bizgo)
            #expect(accepted.sentAt == test.clock.now)
            try await test.collect()
            let delivered = try #require(try await test.record())
            #expect(delivered.status == .delivered && delivered.resultCode == "10000")
            #expect(delivered.nextInquiryAt == nil)
            #expect(try await test.notifications.eventTypes() == [.notificationRecorded, .notificationSent])
            #expect(test.standIn.messages.map(\.to) == ["01012345678"])
        }
    }

    @Test func `The request is the provider's, with the text message to fall back on`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let record = try #require(try await test.record())
            let body = try JSON.decode(JSONValue.self, from: try #require(test.standIn.bodies.first))
            let key = "\(record.eventId)-KAKAO_ALIMTALK-customer"
            #expect(
                body == [
                    "destinations": [
                        [
                            "to": "01012345678", "ref": .string(record.id.rawValue),
                            "replaceWords": .object(record.content.parameters.mapValues(JSONValue.string)),
                        ]
                    ],
                    "messageFlow": [
                        [
                            "alimtalk": [
                                "senderKey": "SENDER-PROFILE-KEY", "templateCode": "ORDER_PAID",
                                "sendType": "template",
                            ]
                        ],
                        [
                            "mms": [
                                "from": "0212345678", "title": "결제가 완료됐어요",
                                "text": "[배달] 결제가 완료됐어요. 가게에서 주문을 확인하고 있어요.\n주문번호: #{주문번호}\n가게: #{가게명}\n결제 금액: #{금액}",
                            ]
                        ],
                    ],
                    "idempotencyKey": .string(key), "idempotencyTtl": 86_400, "ref": .string(key),
                ]
            )
        }
    }

    @Test func `Two hundred share a request, each number once`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.register(250)
            for index in 0..<250 { try await test.pay("p\(index)") }
            try await test.pay("p0", type: .orderRefunded)
            try await test.send()
            #expect(test.standIn.requests == 3)
            #expect(test.standIn.messages.count == 251 && test.standIn.doubles == 0)
            try await test.collect()
            #expect(try await test.records().allSatisfy { $0.status == .delivered })
        }
    }

    @Test func `An emoji stays in the AlimTalk and leaves the text message, which is then one of its own`() async throws
    {
        try await withBizgo { (test) async throws -> Void in
            try await test.register(3)
            for index in 0..<3 {
                var order = Samples.order(customer: "p\(index)")
                if index == 1 { order.storeName = "역삼🔥분식" }
                try await test.notifications.consume(Samples.event(.orderPaid, order))
            }
            try await test.send()
            let bodies = try test.standIn.bodies.map { try JSON.decode(JSONValue.self, from: $0) }
            #expect(bodies.map { $0["destinations"]?.arrayValue?.count } == [2, 1])
            let alone = bodies[1]
            #expect(
                alone["destinations"]?.arrayValue?.first?["replaceWords"]?["가게명"] == .string("역삼🔥분식")
            )
            let text = alone["messageFlow"]?.arrayValue?.last?["mms"]?["text"]?.stringValue
            #expect(text?.contains("가게: 역삼분식\n") == true && text?.contains("#{") == false)
        }
    }

    @Test func `429 is waited out as long as it says, and the same request is made again`() async throws {
        let script = StandInScript([.init(.rateLimited, retryAfter: 0.2)])
        try await withBizgo(script) { (test) async throws -> Void in
            try await test.pay()
            let start = ContinuousClock.now
            try await test.send()
            #expect(try await test.record()?.status == .pending)
            #expect(try await test.record()?.resultCode == "A020")
            test.clock.advance(by: .seconds(1))
            try await test.send()
            #expect(ContinuousClock.now - start >= .milliseconds(200))
            #expect(try await test.record()?.status == .accepted)
            #expect(test.standIn.messages.count == 1)
        }
    }

    @Test(arguments: [500, 503]) func `A server's fault is tried again`(status: Int) async throws {
        try await withBizgo(StandInScript([.init(.serverError, status: status)])) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            #expect(try await test.record()?.resultCode == "HTTP_\(status)")
            test.clock.advance(by: .seconds(1))
            try await test.send()
            #expect(try await test.record()?.status == .accepted)
        }
    }

    @Test(arguments: [StandInScript.Fault.lostAnswer, .malformed])
    func `An answer that is lost after the message was taken doubles nothing`(
        fault: StandInScript.Fault
    ) async throws {
        try await withBizgo(StandInScript([.init(fault)], report: .init(code: ""))) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            #expect(try await test.record()?.status == .pending)
            test.clock.advance(by: .seconds(1))
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .accepted && record.attempts.last?.resultCode == "A301")
            #expect(record.messageKey == test.standIn.messages.first?.messageKey)
            #expect(test.standIn.messages.count == 1 && test.standIn.repeats == 1 && test.standIn.doubles == 0)
        }
    }

    @Test func `Without any answer it is uncertain, never falls back, and a result settles it`() async throws {
        let script = StandInScript([.init(.lostAnswer, times: 2, report: .init(seconds: 0))])
        try await withBizgo(script, tryLimit: 2) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            test.clock.advance(by: .seconds(1))
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .uncertain && record.resultCode == "NO_ANSWER" && record.route == .alimtalk)
            #expect(test.standIn.messages.count == 1)
            try await test.collect()
            #expect(try await test.record()?.status == .delivered)
            #expect(
                try await test.notifications.eventTypes() == [
                    .notificationRecorded, .notificationSent, .notificationSent,
                ]
            )
        }
    }

    @Test(arguments: ["A306", "A328", "A322"])
    func `A refusal ends it with the provider's code`(code: String) async throws {
        try await withBizgo(StandInScript([.init(.refuseRecipient, code: code)])) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .failed && record.resultCode == code && record.reason == "refused")
        }
    }

    @Test func `One refused recipient leaves the others of the request alone`() async throws {
        let script = StandInScript([.init(.refuseRecipient, code: "A306", recipient: 1)])
        try await withBizgo(script) { (test) async throws -> Void in
            try await test.register(3)
            for index in 0..<3 { try await test.pay("p\(index)") }
            try await test.send()
            #expect(test.standIn.requests == 1)
            #expect(try await test.records().map(\.status) == [.accepted, .failed, .accepted])
        }
    }

    @Test func `What is refused as an AlimTalk goes as a text message`() async throws {
        let script = StandInScript([.init(.refuseRequest, code: "A505")])
        try await withBizgo(script) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            try await test.collect()
            let record = try #require(try await test.record())
            #expect(record.status == .fallbackSent && record.attempts.map(\.resultCode) == ["A505", "A000", "10000"])
            #expect(test.standIn.messages.map(\.ways) == [["MMS"]])
        }
    }

    @Test func `A code that nobody knows is asked for again under the same key, and then given up`() async throws {
        let script = StandInScript([.init(.refuseRecipient, times: 2, code: "Z123")])
        try await withBizgo(script, tryLimit: 2) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let key = try await test.record()?.dispatchKey
            test.clock.advance(by: .seconds(1))
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .dead && record.resultCode == "Z123" && record.dispatchKey == key)
        }
    }

    @Test func `A wrong key is nobody's message's fault`() async throws {
        try await withBizgo(StandInScript([.init(.unauthorized)])) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            #expect(try await test.record()?.status == .pending)
            #expect(try await test.record()?.resultCode == "A401")
        }
    }

    @Test func `A provider that is not there loses nothing`() async throws {
        let port = try FreePorts.take(1)[0]
        try await withBizgo(url: "http://127.0.0.1:\(port)") { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .pending && record.resultCode == "UNREACHABLE")
        }
    }

    @Test func `A number that is no mobile phone's fails with its reason, and nothing is asked`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.notifications.consume(Samples.event(.orderCompleted))
            _ = try await test.service.addresser.addressBatch()
            try await test.send()
            let record = try #require(try await test.record())
            #expect(record.status == .failed && record.resultCode == "INVALID_PHONE" && record.reason != nil)
            #expect(test.standIn.requests == 0)
        }
    }

    @Test func `A record whose template is gone, or whose values are, fails with its reason`() async throws {
        try await withBizgo { (test) async throws -> Void in
            for (index, change) in [("templateCode", "GONE"), ("가게명", "")].enumerated() {
                try await test.register(2)
                try await test.pay("p\(index)")
                try await test.notifications.core.database.write { transaction in
                    _ = try transaction.execute(
                        "UPDATE notification SET content = REPLACE(content, $1, $2) WHERE customer_id = $3",
                        [
                            .text(change.1.isEmpty ? #""가게명":"역삼분식","# : #""templateCode":"ORDER_PAID""#),
                            .text(change.1.isEmpty ? "" : #""templateCode":"GONE""#), .text("p\(index)"),
                        ]
                    )
                }
            }
            try await test.send()
            #expect(try await test.records().map(\.resultCode) == ["NO_TEMPLATE", "VARIABLE_MISSING"])
            #expect(try await test.records().allSatisfy { $0.status == .failed && $0.reason != nil })
        }
    }

    @Test func `A message by hand has no template and goes as a text message`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.notifications.serve { (http) async throws -> Void in
                let made = try await http.post(
                    "/notificationLogs",
                    #"{"customerId":"c1","title":"안내","message":"비가 와서 늦어요 ☔ 죄송해요"}"#
                )
                #expect(made.status == 201)
            }
            try await test.send()
            try await test.collect()
            #expect(try await test.record()?.status == .fallbackSent)
            let body = try JSON.decode(JSONValue.self, from: try #require(test.standIn.bodies.first))
            let text = body["messageFlow"]?.arrayValue?.first?["mms"]?["text"]?.stringValue
            #expect(text == "비가 와서 늦어요 죄송해요")
        }
    }

    @Test func `While one request is slow the others go on`() async throws {
        let script = StandInScript([.init(.slow, seconds: 1)])
        try await withBizgo(script, timeout: .seconds(10)) { (test) async throws -> Void in
            try await test.register(2)
            try await test.pay("p0")
            async let slow = test.service.sender.sendBatch()
            while test.standIn.messages.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            try await test.pay("p1", type: .orderRefunded)
            _ = try await test.service.sender.sendBatch()
            #expect(try await test.records().map(\.status) == [.sending, .accepted])
            _ = try await slow
            #expect(try await test.records().map(\.status) == [.accepted, .accepted])
        }
    }
}
