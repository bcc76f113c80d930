import NIOCore

/// The steps of a full life in order, each one REST call that makes the order's status what it is named for.
enum LifeStep: Int, CaseIterable, Sendable {
    case place, pay, accept, startCook, finishCook, claim, pick, deliver, confirm

    /// The order's status after the step, as the subscriber sees it.
    var status: String {
        switch self {
        case .place: "PLACED"
        case .pay: "PAID"
        case .accept: "ACCEPTED"
        case .startCook: "COOKING"
        case .finishCook: "COOKED"
        case .claim: "ASSIGNED"
        case .pick: "PICKED_UP"
        case .deliver: "DELIVERED"
        case .confirm: "COMPLETED"
        }
    }

    var next: LifeStep? { LifeStep(rawValue: rawValue + 1) }

    /// - Parameters:
    ///   - place: which of the concurrent lives it is, and so whose customer and rider.
    ///   - delivery: known from the board by the time of the claim.
    func request(order: String, place: Int, delivery: String, in town: Town) -> ByteBuffer {
        let endpoint = town.endpoint
        let rider = #"{"riderId":"\#(town.rider(place))"}"#
        switch self {
        case .place: return town.order(id: order, of: place)
        case .pay:
            let payment = #"{"orderId":"\#(order)","customerId":"\#(town.customer(place))","method":"card"}"#
            return endpoint.post("/payments", payment)
        case .accept: return endpoint.put("/storeOrders/\(order)/accept", "{}")
        case .startCook: return endpoint.put("/storeOrders/\(order)/start-cook", "{}")
        case .finishCook: return endpoint.put("/storeOrders/\(order)/finish-cook", "{}")
        case .claim: return endpoint.put("/deliveries/\(delivery)/claim", rider)
        case .pick: return endpoint.put("/deliveries/\(delivery)/pick", rider)
        case .deliver: return endpoint.put("/deliveries/\(delivery)/deliver", rider)
        case .confirm: return endpoint.put("/orders/\(order)/confirm", "{}")
        }
    }
}
