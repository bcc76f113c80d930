import Contracts

/// One delivery, from the store's acceptance to the customer's door.
struct Delivery: Hashable, Sendable {
    let id: DeliveryID
    let errand: Errand
    /// Won, to the rider.
    let fee: Int
    let distanceMeters: Int
    let createdAt: Timestamp

    var status: DeliveryStatus = .preparing
    var version = 1
    /// Who holds it or is offered it, or held it when it ended.
    var riderId: RiderID?
    var riderName: String?
    /// Who gave it back last: asking that again is no mistake.
    var releasedBy: RiderID?
    /// Whether the food can be picked up; until then `readyAt` is a guess.
    var isReady = false
    var readyAt: Timestamp?
    /// Since when it can be claimed.
    var openedAt: Timestamp?
    /// When an offer ends, an open delivery is announced again, or one that waits for an offer goes to the board.
    var expiresAt: Timestamp?
    var claimedAt: Timestamp?
    /// When a claim goes back to the board; the time begins when the food is ready.
    var pickBy: Timestamp?
    /// When it is likely at the door. Not decided here: the book writes in what the riders' places say.
    var etaAt: Timestamp?
    /// How often it was offered.
    var attempts = 0
    /// Who declined it, or did not answer.
    var passed: [RiderID] = []
    var offer: DeliveryOffer?
    var reason: String?

    init(id: DeliveryID, errand: Errand, fee: Int, distanceMeters: Int, createdAt: Timestamp) {
        self.id = id
        self.errand = errand
        self.fee = fee
        self.distanceMeters = distanceMeters
        self.createdAt = createdAt
    }

    /// Who has it in hand now.
    var holder: RiderID? {
        switch status {
        case .claimed, .pickedUp: riderId
        case .preparing, .open, .offered, .delivered, .cancelled: nil
        }
    }

    /// Who is asked now.
    var askedRider: RiderID? {
        switch status {
        case .offered: riderId
        case .preparing, .open, .claimed, .pickedUp, .delivered, .cancelled: nil
        }
    }

    /// When the timer must look at it.
    var dueAt: Timestamp? {
        switch status {
        case .preparing, .open, .offered: expiresAt
        case .claimed: pickBy
        case .pickedUp, .delivered, .cancelled: nil
        }
    }

    /// The riders' actions that are legal now.
    var legalActions: [RiderAction] {
        switch status {
        case .open: [.claim]
        case .offered: [.acceptOffer, .declineOffer]
        case .claimed: isReady ? [.release, .pick] : [.release]
        case .pickedUp: [.deliver]
        case .preparing, .delivered, .cancelled: []
        }
    }
}

/// What a rider can do about a delivery; the raw value is the topic's and the path's.
enum RiderAction: String, CaseIterable, Sendable {
    case claim, release, pick, deliver
    case acceptOffer = "accept-offer"
    case declineOffer = "decline-offer"
}

/// Something that has happened to a delivery, and the delivery as it is after that.
struct DeliveryEvent: Hashable, Sendable {
    let type: EventType
    var data: DeliveryData
}

extension DeliveryData {
    /// At dong precision.
    init(_ delivery: Delivery) {
        let errand = delivery.errand
        self.init(
            deliveryId: delivery.id,
            orderId: errand.orderId,
            storeId: errand.storeId,
            storeName: errand.storeName,
            customerId: errand.customerId,
            status: delivery.status,
            version: delivery.version,
            origin: errand.origin,
            destination: errand.destination.withoutAddress,
            items: errand.items,
            fee: delivery.fee,
            distanceMeters: delivery.distanceMeters,
            riderId: delivery.riderId,
            riderName: delivery.riderName,
            readyAt: delivery.readyAt,
            ready: delivery.isReady,
            openedAt: delivery.openedAt,
            expiresAt: delivery.expiresAt,
            pickBy: delivery.pickBy,
            etaAt: delivery.etaAt,
            offer: delivery.offer,
            reason: delivery.reason,
            manual: errand.isManual ? true : nil
        )
    }
}
