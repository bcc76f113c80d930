import Contracts
import MQTT
import Regions

/// What a message tells somebody of this run.
enum News: Sendable, Hashable {
    /// Of an errand's order.
    case order(errand: Int, OrderStatus, version: Int64)
    /// nil once the store's topic is cleared.
    case ticket(shop: Int, errand: Int, StoreOrderStatus?)
    case opened(Board.Opening)
    case closed(delivery: String)
    /// nil once it is out of the rider's hands.
    case job(rider: Int, delivery: String, Rider.Job?)
    /// nil once it is over.
    case offer(rider: Int, delivery: String, Rider.OfferHeard?)
    case reply(rider: Int, RiderReply)
}

/// Reads what concerns this run out of the contract's topics, and leaves out everybody else's.
struct NewsReader: Sendable {
    let names: Names
    let scenario: Scenario

    static let filters = [
        "orders/+/status", "stores/+/orders/+", "regions/+/+/+/deliveries/+",
        "riders/+/deliveries/+", "riders/+/offers/+", "riders/+/replies",
    ].map { "\(Topics.root)/\($0)" }

    /// - Returns: nil where it is no news for this run.
    func read(_ message: MQTTMessage) -> News? {
        let levels = message.topic.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count >= 5 else { return nil }
        switch (levels[2], levels.count) {
        case ("orders", 5): return order(levels, message)
        case ("stores", 6): return ticket(levels, message)
        case ("regions", 8): return opening(levels, message)
        case ("riders", _):
            guard let rider = names.rider(levels[3]), scenario.shifts.indices.contains(rider) else { return nil }
            if levels[4] == "replies" { return reply(rider, message) }
            guard levels.count == 6 else { return nil }
            let delivery = String(levels[5])
            return levels[4] == "offers" ? offer(rider, delivery, message) : job(rider, delivery, message)
        default: return nil
        }
    }

    private func errand(_ order: some StringProtocol) -> Int? {
        names.errand(order).flatMap { scenario.errands.indices.contains($0) ? $0 : nil }
    }

    private func order(_ levels: [Substring], _ message: MQTTMessage) -> News? {
        guard let errand = errand(levels[3]), let body: OrderBody = decode(message) else { return nil }
        return .order(errand: errand, body.status, version: body.version)
    }

    private func ticket(_ levels: [Substring], _ message: MQTTMessage) -> News? {
        guard let shop = names.shop(levels[3]), scenario.shops.indices.contains(shop), let errand = errand(levels[5])
        else { return nil }
        if message.payload.isEmpty { return .ticket(shop: shop, errand: errand, nil) }
        guard let body: TicketBody = decode(message) else { return nil }
        return .ticket(shop: shop, errand: errand, body.status)
    }

    /// Of a cleared topic nobody knows whose it was: closing what was never open changes nothing.
    private func opening(_ levels: [Substring], _ message: MQTTMessage) -> News? {
        let delivery = String(levels[7])
        if message.payload.isEmpty { return .closed(delivery: delivery) }
        guard let snapshot: OpenDeliverySnapshot = decode(message), let errand = errand(snapshot.orderId.rawValue),
            let region = RegionPath(levels[3...5].joined(separator: "/"))
        else { return nil }
        let store = scenario.shops[scenario.errands[errand].shop].point
        return .opened(Board.Opening(delivery: delivery, errand: errand, region: region, store: store))
    }

    private func job(_ rider: Int, _ delivery: String, _ message: MQTTMessage) -> News? {
        if message.payload.isEmpty { return .job(rider: rider, delivery: delivery, nil) }
        guard let data = (decode(message) as RiderDeliverySnapshot?)?.delivery,
            let errand = errand(data.orderId.rawValue)
        else { return nil }
        let job = Rider.Job(
            delivery: delivery,
            errand: errand,
            shop: scenario.errands[errand].shop,
            isReady: data.ready ?? true,
            isPicked: data.status == .pickedUp
        )
        return .job(rider: rider, delivery: delivery, job)
    }

    private func offer(_ rider: Int, _ delivery: String, _ message: MQTTMessage) -> News? {
        if message.payload.isEmpty { return .offer(rider: rider, delivery: delivery, nil) }
        guard let snapshot: OfferSnapshot = decode(message) else { return nil }
        let offer = Rider.OfferHeard(errand: errand(snapshot.orderId.rawValue))
        return .offer(rider: rider, delivery: delivery, offer)
    }

    private func reply(_ rider: Int, _ message: MQTTMessage) -> News? {
        guard let body: ReplyBody = decode(message) else { return nil }
        let reply = RiderReply(
            correlation: body.correlationId,
            isOK: body.ok,
            isReady: body.delivery?.ready,
            code: body.problem?.code,
            currentStatus: body.problem?.currentStatus
        )
        return .reply(rider: rider, reply)
    }

    private func decode<Value: Decodable>(_ message: MQTTMessage) -> Value? {
        try? JSON.decode(Value.self, from: message.payload)
    }
}

private struct OrderBody: Decodable {
    let status: OrderStatus
    let version: Int64
}

private struct TicketBody: Decodable {
    let status: StoreOrderStatus
}

private struct ReplyBody: Decodable {
    struct Delivery: Decodable {
        let ready: Bool?
    }

    let ok: Bool
    let correlationId: String?
    let delivery: Delivery?
    let problem: Problem?
}
