import BizgoStandIn
import Contracts
import Foundation
import ServiceKit
import TestSupport
import Testing

@testable import NotificationService

/// The provider's own SDK judges what we send, and speaks with our stand-in.
@Suite(
    .timeLimit(.minutes(5)),
    .enabled("The provider's SDK could not be installed: is there python3 with venv, and a way to PyPI?") {
        await BizgoOracle.shared.isThere
    }
)
struct BizgoOracleTests {
    @Test func `Every body we make is one the SDK would make`() async throws {
        let bodies = try await bodies()
        #expect(bodies.count >= 24)
        let verdict = try await BizgoOracle.shared.run(
            """
            import json, sys
            from bizgo.models import SendOmniRequest
            for line in sys.stdin:
                body = json.loads(line)
                made = SendOmniRequest.model_validate(body).to_api()
                assert made == body, (made, body)
                print("ok")
            """,
            input: bodies.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        )
        #expect(verdict.output.split(separator: "\n").count == bodies.count, "\(verdict)")
        #expect(verdict.status == 0, "\(verdict)")
    }

    @Test func `What the SDK counts as EUC-KR we count the same`() async throws {
        let texts = ["떡볶이🔥", "똠얌꿍 漢字", "값—비쌈 ■ ₩", "각\u{1112}\u{1161}\u{11AB} 쌰", "“따옴표” …"].map(TextMessage.clean)
        let verdict = try await BizgoOracle.shared.run(
            """
            import json, sys
            from bizgo._base import byte_length
            for text in json.load(sys.stdin):
                print(byte_length(text, "EUC-KR"))
            """,
            input: try JSON.text(texts)
        )
        let sizes = texts.map { KoreanEncoding.shared.size(of: $0).map(String.init) ?? "none" }
        #expect(verdict.output.split(separator: "\n").map(String.init) == sizes, "\(verdict)")
    }

    @Test func `The SDK's own request for the same message is ours, and our stand-in answers it`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let ours = try JSON.decode(JSONValue.self, from: try #require(test.standIn.bodies.first))
            let url = try #require(test.url as String?)
            let verdict = try await BizgoOracle.shared.run(
                """
                import json, sys
                from bizgo import Bizgo
                from bizgo.models import AlimtalkMessage, Destination, MmsMessage
                url, body = sys.argv[1], json.load(sys.stdin)
                client = Bizgo(api_key="key", base_url=url, rate_limit=None, max_retries=0)
                one = body["destinations"][0]
                flow = body["messageFlow"]
                result = client.send.omni(
                    to=[Destination(to=one["to"], replace_words=one["replaceWords"], ref=one["ref"])],
                    messages=[
                        AlimtalkMessage(sender_key=flow[0]["alimtalk"]["senderKey"],
                                        template_code=flow[0]["alimtalk"]["templateCode"], send_type="template"),
                        MmsMessage(from_=flow[1]["mms"]["from"], title=flow[1]["mms"]["title"], text=flow[1]["mms"]["text"]),
                    ],
                    idempotency_key=body["idempotencyKey"], ref=body["ref"],
                )
                assert [d.code for d in result.duplicates] == ["A301"], result
                key = result.destinations[0].msg_key
                new = client.send.omni(to=[Destination(to=one["to"], replace_words=one["replaceWords"])],
                                       messages=[AlimtalkMessage(sender_key="S", template_code="T", send_type="template")],
                                       idempotency_key="another")
                assert [d.code for d in new.succeeded] == ["A000"], new
                assert [s.report_code for s in client.messages.status(key)] == ["10000"]
                assert [s.msg_key for s in client.messages.status_by_request_id(key[:-3])] == [key]
                assert [r.report_code for r in client.reports.inquiry(key)] == ["10000"]
                seen = []
                assert client.reports.consume(lambda reports: seen.extend(reports)) == 2
                assert client.reports.poll().empty
                try:
                    Bizgo(api_key="wrong", base_url=url, rate_limit=None).messages.status(key)
                    raise SystemExit("a wrong key was let in")
                except Exception as error:
                    assert type(error).__name__ == "AuthenticationError", error
                print("ok")
                """,
                arguments: [url],
                input: try JSON.text(ours)
            )
            #expect(verdict.output == "ok\n" && verdict.status == 0, "\(verdict)")
            let theirs = try JSON.decode(JSONValue.self, from: test.standIn.bodies[1])
            #expect(theirs == ours)
            #expect(test.standIn.doubles == 0)
        }
    }

    @Test func `What the SDK signs we believe`() async throws {
        let verdict = try await BizgoOracle.shared.run(
            """
            from bizgo.testing import sign_webhook
            for encoding in ("hex", "base64"):
                for stamp in (1795338000000, 1795338000):
                    headers, _ = sign_webhook("hush", {"msgKey": "k"}, timestamp=stamp, encoding=encoding)
                    print(headers["X-IB-Timestamp"], headers["X-IB-Signature"])
            """
        )
        let signature = BizgoSignature(secret: Secret("hush"))
        let lines = verdict.output.split(separator: "\n")
        #expect(lines.count == 4, "\(verdict)")
        for line in lines {
            let parts = line.split(separator: " ").map(String.init)
            #expect(
                signature.isValid(
                    timestamp: parts[0],
                    signature: parts[1],
                    at: Timestamp(milliseconds: 1_795_338_000_000)
                )
            )
        }
    }

    /// One for each template, and those of unusual messages.
    private func bodies() async throws -> [Data] {
        var bodies: [Data] = []
        try await withBizgo { (test) async throws -> Void in
            for contact in ["s1", "r1"] {
                test.notifications.contacts.set(contact, Contact(name: "가게", phone: "01099998888"))
            }
            for type in EventType.allCases where !NotificationRules.roles(toldOf: type).isEmpty {
                try await test.notifications.consume(Samples.event(type))
                _ = try await test.service.addresser.addressBatch()
                try await test.send()
            }
            var order = Samples.order()
            order.storeName = "역삼🔥분식"
            try await test.notifications.consume(Samples.event(.orderRefunded, order))
            try await test.notifications.serve { (http) async throws -> Void in
                _ = try await http.post("/notificationLogs", #"{"customerId":"c1","message":"늦어요 ☔"}"#)
            }
            try await test.send()
            bodies = test.standIn.bodies
        }
        return bodies
    }
}
