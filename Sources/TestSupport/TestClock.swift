public import Contracts
public import ServiceKit
import Synchronization

/// A clock that stands still until the test moves it.
public final class TestClock: Sendable {
    private let time: Mutex<Timestamp>

    public init(_ time: Timestamp = Timestamp(milliseconds: 1_795_338_000_000)) { self.time = Mutex(time) }

    public var now: Timestamp { time.withLock { $0 } }

    public func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }

    public var wallClock: WallClock { WallClock { self.now } }
}
