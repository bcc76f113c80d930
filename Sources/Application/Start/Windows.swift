import DeliveryService
import OrderService
import StoreService

/// The services' windows of time, with those the configuration changes.
struct Windows: Sendable {
    private(set) var order = OrderConfiguration()
    private(set) var store = StoreConfiguration()
    private(set) var delivery = DeliveryConfiguration()

    init(_ windows: ServeConfiguration.Windows) throws(StartError) {
        order.payWindow = try Self.duration(windows.pay, "--pay-within") ?? order.payWindow
        store.acceptWindow = try Self.duration(windows.accept, "--accept-within") ?? store.acceptWindow
        store.reservationWindow = try Self.duration(windows.reserve, "--reserve-within") ?? store.reservationWindow
        delivery.pickWindow = try Self.duration(windows.pick, "--pick-within") ?? delivery.pickWindow
        delivery.openWindow = try Self.duration(windows.open, "--open-within") ?? delivery.openWindow
    }

    private static func duration(_ seconds: Double?, _ flag: String) throws(StartError) -> Duration? {
        guard let seconds else { return nil }
        guard seconds > 0, seconds <= 31 * 24 * 3600 else { throw .invalidWindow(flag: flag) }
        return .seconds(seconds)
    }
}
