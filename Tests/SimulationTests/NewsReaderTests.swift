import Contracts
import MQTT
import Testing

@testable import Simulation

@Suite("News")
struct NewsReaderTests {
    private let reader = NewsReader(names: sampleNames, scenario: Sample.scenario())

    private func read(_ topic: String, _ payload: String) -> News? {
        reader.read(MQTTMessage(topic: "baedal/v1/\(topic)", payload: Array(payload.utf8)))
    }

    @Test("of this run's orders, stores and riders are read")
    func own() {
        #expect(
            read("orders/sim-test-o0/status", #"{"status":"COOKED","version":9}"#)
                == .order(errand: 0, .cooked, version: 9)
        )
        #expect(
            read("stores/sim-test-s0/orders/sim-test-o0", #"{"status":"RECEIVED"}"#)
                == .ticket(shop: 0, errand: 0, .received)
        )
        #expect(read("stores/sim-test-s0/orders/sim-test-o0", "") == .ticket(shop: 0, errand: 0, nil))
        #expect(read("regions/서울/강남구/역삼동/deliveries/d1", "") == .closed(delivery: "d1"))
        #expect(read("riders/sim-test-r0/deliveries/d1", "") == .job(rider: 0, delivery: "d1", nil))
        #expect(read("riders/sim-test-r0/offers/d1", "") == .offer(rider: 0, delivery: "d1", nil))
        let refused =
            #"{"ok":false,"correlationId":"0-1","problem":{"type":"t","title":"t","status":409,"detail":"d","code":"already-claimed"}}"#
        #expect(
            read("riders/sim-test-r0/replies", refused)
                == .reply(rider: 0, RiderReply(correlation: "0-1", isOK: false, code: .alreadyClaimed))
        )
    }

    @Test(
        "of anybody else, and what is no JSON, are left out",
        arguments: [
            ("orders/o1/status", #"{"status":"COOKED","version":9}"#),
            ("orders/sim-test-o9/status", #"{"status":"COOKED","version":9}"#),
            ("orders/sim-test-o0/status", "COOKED"), ("orders/sim-test-o0/status", ""),
            ("stores/s1/orders/sim-test-o0", ""), ("riders/r1/replies", #"{"ok":true}"#),
            ("riders/sim-test-r7/replies", #"{"ok":true}"#), ("riders/sim-test-r0/replies", "{"),
            ("regions/서울/강남구/역삼동/deliveries/d1", "{}"), ("services/order/presence", "{}"),
        ]
    )
    func foreign(_ topic: String, _ payload: String) {
        #expect(read(topic, payload) == nil)
    }
}
