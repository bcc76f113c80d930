/// Every topic of the contract (section 2), built from checked parts only.
public enum Topics {
    public static let root = "baedal/v1"

    public static func event(_ type: EventType, subject: String) -> String {
        "\(root)/events/\(type.context.rawValue)/\(type.rawValue)/\(subject)"
    }

    /// The filter that receives a whole context.
    public static func events(of context: EventContext) -> String { "\(root)/events/\(context.rawValue)/#" }

    public static func orderStatus(_ order: OrderID) -> String { "\(root)/orders/\(order)/status" }

    public static func storeOrder(_ store: StoreID, _ order: OrderID) -> String {
        "\(root)/stores/\(store)/orders/\(order)"
    }

    /// `region` must have all three levels.
    public static func openDelivery(_ region: RegionPath, _ delivery: DeliveryID) -> String {
        "\(root)/regions/\(region)/deliveries/\(delivery)"
    }

    public static func riderDelivery(_ rider: RiderID, _ delivery: DeliveryID) -> String {
        "\(root)/riders/\(rider)/deliveries/\(delivery)"
    }

    public static func offer(_ rider: RiderID, _ delivery: DeliveryID) -> String {
        "\(root)/riders/\(rider)/offers/\(delivery)"
    }

    public static func riderReplies(_ rider: RiderID) -> String { "\(root)/riders/\(rider)/replies" }

    /// Everything under one rider: what a response topic must start with.
    public static func riderPrefix(_ rider: RiderID) -> String { "\(root)/riders/\(rider)/" }

    public static let riderRequests = "\(root)/riders/+/requests/+"
    public static let riderPresences = "\(root)/riders/+/presence"
    public static let riderLocations = "\(root)/riders/+/location"

    public static func notification(_ customer: CustomerID, _ notification: NotificationID) -> String {
        "\(root)/customers/\(customer)/notifications/\(notification)"
    }

    public static func servicePresence(_ service: ServiceName) -> String {
        "\(root)/services/\(service.rawValue)/presence"
    }

    /// The parts of `riders/{riderId}/{kind}` or `riders/{riderId}/requests/{action}`.
    ///
    /// - Returns: nil where the topic is not a rider's or the id is not one.
    public static func riderParts(of topic: String) -> (rider: RiderID, rest: [Substring])? {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count >= 5, levels[0] == "baedal", levels[1] == "v1", levels[2] == "riders",
            let rider = RiderID(levels[3])
        else { return nil }
        return (rider, Array(levels[4...]))
    }
}
