import Contracts
import EventLog
import ServiceKit
import Storage

/// Follows the delivery: the rider's part of each order.
struct DeliveryEventHandler: Sendable {
    static let types: Set<EventType> = [
        .deliveryPrepared, .deliveryOpened, .deliveryOffered, .offerDeclined, .offerExpired, .deliveryClaimed,
        .deliveryReleased, .deliveryPickedUp, .deliveryDelivered, .deliveryCancelled,
    ]

    let book: OrderBook
    let clock: WallClock

    func handle(_ event: Event, in transaction: Transaction) throws {
        let heard = try event.decode(DeliveryData.self)
        guard var order = try OrderTable.find(heard.orderId, in: transaction), !order.status.isEnd else { return }
        let now = clock.now
        try book.change(&order, by: .rider, cause: event.cause, at: now, in: transaction) { order in
            let status = order.status
            order.hear(event.type, delivery: heard)
            order.tell(heard.etaAt, since: status)
            return []
        }
    }
}
