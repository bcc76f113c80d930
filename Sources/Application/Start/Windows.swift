import DeliveryService
import OrderService
import StoreService

/// The services' windows of time, with those the configuration changes.
struct Windows: Sendable {
    private(set) var order = OrderConfiguration()
    private(set) var store = StoreConfiguration()
    private(set) var delivery = DeliveryConfiguration()

    init(_ windows: ServeConfiguration.Windows, _ dispatch: ServeConfiguration.Dispatch) throws(StartError) {
        order.payWindow = try Self.duration(windows.pay, "--pay-within") ?? order.payWindow
        store.acceptWindow = try Self.duration(windows.accept, "--accept-within") ?? store.acceptWindow
        store.reservationWindow = try Self.duration(windows.reserve, "--reserve-within") ?? store.reservationWindow
        delivery.pickWindow = try Self.duration(windows.pick, "--pick-within") ?? delivery.pickWindow
        delivery.openWindow = try Self.duration(windows.open, "--open-within") ?? delivery.openWindow
        delivery.offlineGrace = try Self.duration(dispatch.offlineGrace, "--offline-grace") ?? delivery.offlineGrace
        delivery.offerWindow = try Self.duration(dispatch.offerWindow, "--offer-within") ?? delivery.offerWindow
        delivery.offerPatience = try Self.duration(dispatch.offerPatience, "--board-after") ?? delivery.offerPatience
        delivery.planInterval = try Self.duration(dispatch.planInterval, "--plan-every") ?? delivery.planInterval
        delivery.locationLifetime =
            try Self.duration(dispatch.locationLifetime, "--location-within") ?? delivery.locationLifetime
        delivery.holdLimit = try Self.count(dispatch.riderLoad, "--rider-load") ?? delivery.holdLimit
        delivery.offerLimit = try Self.count(dispatch.offerTries, "--offer-tries") ?? delivery.offerLimit
    }

    private static func duration(_ seconds: Double?, _ flag: String) throws(StartError) -> Duration? {
        guard let seconds else { return nil }
        guard seconds > 0, seconds <= 31 * 24 * 3600 else { throw .invalidWindow(flag: flag) }
        return .seconds(seconds)
    }

    private static func count(_ count: Int?, _ flag: String) throws(StartError) -> Int? {
        guard let count else { return nil }
        guard (1...100).contains(count) else { throw .invalidCount(flag: flag) }
        return count
    }
}
