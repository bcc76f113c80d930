import Contracts

/// What somebody does about what has happened.
enum Act: Sendable, Hashable {
    /// Asks over REST; the answer comes back to whoever asked.
    case call(Call)
    /// Asks over MQTT, as a rider.
    case request(RiderRequest)
    /// A rider's app comes or goes.
    case presence(isOnline: Bool)
    /// Wants to be called again at this time.
    case wake(at: Double)
}

/// One REST request. All of them may be repeated: resources are named by whoever makes them.
struct Call: Sendable, Hashable {
    enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT" }

    var method: Method
    var path: String
    var body: [String: JSONValue] = [:]
}

/// What came back of a call.
struct Answer: Sendable, Hashable {
    var status: Int
    var body: JSONValue = .null

    var isSuccess: Bool { (200..<300).contains(status) }
    /// Of a resource.
    var orderStatus: OrderStatus? { body["status"]?.stringValue.flatMap(OrderStatus.init) }
}

/// What a rider's app asks on `riders/{riderId}/requests/{action}`.
struct RiderRequest: Sendable, Hashable {
    enum Action: String, Sendable {
        case claim, pick, deliver
        case acceptOffer = "accept-offer"
        case declineOffer = "decline-offer"
    }

    var action: Action
    var delivery: String
    /// Comes back with the reply.
    var correlation: String
}

/// The reply to a rider's request, as far as a rider cares.
struct RiderReply: Sendable, Hashable {
    var correlation: String?
    var isOK: Bool
    /// Whether the food can be picked up; of a reply that is ok.
    var isReady: Bool?
    /// Of a reply that is not.
    var code: ProblemCode?
    var currentStatus: String?
}
