import Contracts
import Logging
import ServiceKit
import Synchronization

/// Asks the store for food, and goes on without it where it does not answer in time.
final class StoreGate: Sendable {
    enum Answer: Sendable {
        case held(Reservation)
        /// The store is down: the order is taken from the menu last heard of.
        case down
    }

    private let desk: any FoodDesk
    private let timeLimit: Duration
    private let breaker: Mutex<CircuitBreaker>
    private let clock: WallClock
    private let logger: Logger

    init(desk: any FoodDesk, configuration: OrderConfiguration, clock: WallClock, logger: Logger) {
        self.desk = desk
        self.timeLimit = configuration.storeTimeLimit
        self.breaker = Mutex(
            CircuitBreaker(
                failureLimit: configuration.storeFailureLimit,
                trialInterval: configuration.storeTrialInterval
            )
        )
        self.clock = clock
        self.logger = logger
    }

    /// - Throws: `Problem` where the store is up and says no.
    func reserve(_ request: ReservationRequest) async throws -> Answer {
        guard breaker.withLock({ $0.admitsCall(at: clock.now) }) else { return .down }
        do {
            let reservation = try await withTimeLimit(timeLimit) { [desk] in try await desk.reserve(request) }
            breaker.withLock { $0.callSucceeded() }
            return .held(reservation)
        } catch let problem as Problem where problem.status < 500 {
            breaker.withLock { $0.callSucceeded() }
            throw problem
        } catch {
            breaker.withLock { $0.callFailed(at: clock.now) }
            logger.notice("The store did not answer; the order is taken unverified", metadata: ["error": "\(error)"])
            return .down
        }
    }
}
