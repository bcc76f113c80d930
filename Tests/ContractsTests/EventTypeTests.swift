import Contracts
import Testing

@Suite struct EventTypeTests {
    /// The contract's table, word for word.
    private static let table: [EventContext: String] = [
        .order: """
        OrderPlaced, OrderPaid, OrderCompleted, PaymentFailed, OrderExpired, CancelRequested, OrderCancelled, \
        OrderRefunded, DeliveryConfirmed, OrderRated
        """,
        .store: """
        StoreRegistered, FoodRegistered, FoodChanged, OrderReceived, OrderAccepted, OrderRejected, CookingStarted, \
        CookingFinished, CancelRefused, StoreOrderCancelled
        """,
        .delivery: """
        RiderRegistered, DeliveryPrepared, DeliveryOpened, DeliveryOffered, OfferDeclined, OfferExpired, \
        DeliveryClaimed, DeliveryReleased, DeliveryPickedUp, DeliveryDelivered, DeliveryCancelled
        """,
        .notification: "NotificationRecorded, NotificationSent, NotificationFailed",
    ]

    @Test(arguments: EventContext.allCases)
    func standInTheContractsTable(context: EventContext) throws {
        let types = EventType.allCases.filter { $0.context == context }.map(\.rawValue)
        #expect(types == (try #require(Self.table[context])).split(separator: ", ").map(String.init))
        #expect(context.source == "/baedal/\(context.rawValue)")
        #expect(ServiceName(rawValue: context.rawValue)?.context == context)
    }

    @Test func theGatewayPublishesNoEvents() {
        #expect(ServiceName.gateway.context == nil)
    }
}

@Suite struct TopicsTests {
    private let order = OrderID(trusted: "o1")
    private let store = StoreID(trusted: "s1")
    private let rider = RiderID(trusted: "r1")
    private let delivery = DeliveryID(trusted: "d1")

    @Test func areTheContracts() {
        #expect(Topics.event(.orderAccepted, subject: "o1") == "baedal/v1/events/store/OrderAccepted/o1")
        #expect(Topics.events(of: .delivery) == "baedal/v1/events/delivery/#")
        #expect(Topics.orderStatus(order) == "baedal/v1/orders/o1/status")
        #expect(Topics.storeOrder(store, order) == "baedal/v1/stores/s1/orders/o1")
        let region = RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동")
        #expect(Topics.openDelivery(region, delivery) == "baedal/v1/regions/서울/강남구/역삼동/deliveries/d1")
        #expect(Topics.openDelivery(.unknown, delivery) == "baedal/v1/regions/unknown/unknown/unknown/deliveries/d1")
        #expect(Topics.riderDelivery(rider, delivery) == "baedal/v1/riders/r1/deliveries/d1")
        #expect(Topics.offer(rider, delivery) == "baedal/v1/riders/r1/offers/d1")
        #expect(Topics.riderReplies(rider) == "baedal/v1/riders/r1/replies")
        #expect(Topics.riderRequests == "baedal/v1/riders/+/requests/+")
        #expect(Topics.riderPresences == "baedal/v1/riders/+/presence")
        #expect(Topics.riderLocations == "baedal/v1/riders/+/location")
        #expect(
            Topics.notification(CustomerID(trusted: "c1"), NotificationID(trusted: "n1"))
                == "baedal/v1/customers/c1/notifications/n1"
        )
        #expect(Topics.servicePresence(.store) == "baedal/v1/services/store/presence")
    }

    @Test func aRidersTopicIsTakenApart() throws {
        let parts = try #require(Topics.riderParts(of: "baedal/v1/riders/r1/requests/claim"))
        #expect(parts.rider == rider)
        #expect(parts.rest == ["requests", "claim"])
        #expect(try #require(Topics.riderParts(of: "baedal/v1/riders/r1/location")).rest == ["location"])
    }

    @Test(
        arguments: [
            "", "baedal/v1/riders/r1", "baedal/v1/riders//location", "baedal/v1/riders/r 1/location",
            "baedal/v1/riders/라이더/location",
            "baedal/v1/stores/r1/location", "baedal/v2/riders/r1/location", "/baedal/v1/riders/r1/location",
        ]
    )
    func whatIsNoRidersTopic(topic: String) {
        #expect(Topics.riderParts(of: topic) == nil)
    }
}
