import Contracts

extension EventContext {
    /// The addresses of the service, each with everything below it.
    var publicPaths: [String] {
        let resources =
            switch self {
            case .order: ["/orders", "/payments", "/orderStatuses", "/topMenus"]
            case .store: ["/stores", "/foods", "/storeOrders"]
            case .delivery: ["/deliveries", "/riders", "/regions"]
            case .notification: ["/customers", "/notificationLogs", "/notificationTemplates", "/providers"]
            }
        return resources + ["/events/\(rawValue)"]
    }
}
