public import EventLog
public import Hummingbird
public import ServiceLifecycle

/// A service as the program puts it together: its routes, what it follows, and what it does by itself.
public protocol BaedalService: Sendable {
    var core: ServiceCore { get }

    /// The contexts it follows.
    var consumers: [EventConsumer] { get }

    /// Timers, command listeners and workers, in the order they depend on each other.
    var workers: [any Service] { get }

    /// The routes for everybody.
    func addRoutes(to router: Router<ServiceContext>)

    /// The routes for other services alone; never served by a process that is the gateway.
    func addInternalRoutes(to group: RouterGroup<ServiceContext>)
}

extension BaedalService {
    /// The order of start-up; shutdown runs in reverse.
    public var services: [any Service] {
        [core.client, core.presence, core.relay] + consumers.map { $0 as any Service } + workers
    }
}
