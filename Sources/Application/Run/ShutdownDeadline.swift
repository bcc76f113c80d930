import Foundation
import ServiceLifecycle

/// The last resort that keeps the promise to end in time, whatever hangs.
///
/// Nothing is lost by it: what was accepted is on the disk before it is answered, and a broker of our own ends with us.
struct ShutdownDeadline: Service {
    private static let limit = 4.5

    func run() async throws {
        do {
            try await gracefulShutdown()
        } catch is CancellationError {
            return
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.limit) { _exit(0) }
    }
}
