public import Hummingbird
import Logging
public import ServiceKit

/// The application a service alone would serve: its public routes, its internal ones and its log, behind the usual middleware.
public func testApplication(of service: some BaedalService) -> some ApplicationProtocol {
    let router = Router(context: ServiceContext.self)
    router.addMiddleware {
        CauseMiddleware()
        ProblemMiddleware()
    }
    service.addRoutes(to: router)
    service.addInternalRoutes(to: router.group("internal"))
    EventLogRoutes(log: service.core.log).add(to: router)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return Application(router: router, logger: logger)
}
