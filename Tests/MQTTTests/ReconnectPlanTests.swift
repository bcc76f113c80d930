import Testing

@testable import MQTT

@Suite struct ReconnectPlanTests {
    private let first = MQTTAddress(host: "a")
    private let second = MQTTAddress(host: "b")

    private func plan(_ addresses: MQTTAddress...) -> ReconnectPlan {
        ReconnectPlan(addresses: addresses, backoff: .seconds(1)...(.seconds(8)), preferred: .v5)
    }

    @Test func goesThroughTheAddressesAtOnceAndPausesLongerAfterEachRound() {
        var plan = plan(first, second)
        var pauses: [Duration] = []
        var tried: [MQTTAddress] = []
        for _ in 0..<10 {
            tried.append(plan.attempt.address)
            pauses.append(plan.failed(.unreachable))
        }
        #expect(tried == [first, second, first, second, first, second, first, second, first, second])
        let zero = Duration.zero
        #expect(
            pauses == [zero, .seconds(1), zero, .seconds(2), zero, .seconds(4), zero, .seconds(8), zero, .seconds(8)]
        )
    }

    @Test func aRefusedVersionIsRemembered() {
        var plan = plan(first)
        #expect(plan.attempt.version == .v5)
        #expect(plan.failed(.versionRefused) == .zero)
        #expect(plan.attempt.version == .v3_1_1)
        plan.connected()
        _ = plan.lost(afterHolding: .seconds(60))
        _ = plan.failed(.unreachable)
        #expect(plan.attempt.version == .v3_1_1)
    }

    @Test func silenceIsAnsweredWithTheOlderVersionAndRememberedOnceThatIsAccepted() {
        var plan = plan(first, second)
        #expect(plan.failed(.noAnswer) == .zero)
        #expect(plan.attempt == .init(address: first, version: .v3_1_1))
        // Silent to the older one too: it is just not there.
        _ = plan.failed(.noAnswer)
        #expect(plan.attempt == .init(address: second, version: .v5))
        _ = plan.failed(.unreachable)
        #expect(plan.attempt == .init(address: first, version: .v5))
        _ = plan.failed(.noAnswer)
        plan.connected()
        _ = plan.lost(afterHolding: .seconds(60))
        #expect(plan.attempt == .init(address: first, version: .v3_1_1))
    }

    @Test func aBrokerThatHasSpokenVersion5IsNotTakenForAnOlderOneWhenItIsSlow() {
        var plan = plan(first)
        plan.connected()
        _ = plan.lost(afterHolding: .seconds(60))
        #expect(plan.failed(.noAnswer) > .zero)
        #expect(plan.attempt.version == .v5)
    }

    @Test func connectionsThatDoNotHoldAreTriedEverMoreSlowly() {
        var plan = plan(first)
        let pauses = (0..<4).map { _ in
            plan.connected()
            return plan.lost(afterHolding: .milliseconds(10))
        }
        #expect(pauses == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        plan.connected()
        #expect(plan.lost(afterHolding: .seconds(60)) == .seconds(1))
    }
}
