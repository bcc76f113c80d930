import Contracts

/// Counts what happens, as somebody who watches from outside sees it. Times are simulated seconds.
struct Tally: Sendable {
    /// Throughput is that of so many seconds past.
    static let window = 600.0

    /// When each errand's customer pressed the button.
    private var clicks: [Int: Double] = [:]
    /// Seconds from the click to the door, in the order of delivery.
    private(set) var clickToDoor: [Double] = []
    private var doors: [Int: Double] = [:]

    mutating func clicked(_ errand: Int, at now: Double) { clicks[errand] = clicks[errand] ?? now }

    mutating func delivered(_ errand: Int, at now: Double) {
        guard doors[errand] == nil, let click = clicks[errand] else { return }
        doors[errand] = now
        clickToDoor.append(now - click)
    }

    var ordered: Int { clicks.count }
    var deliveredCount: Int { doors.count }

    /// Orders and deliveries a simulated minute of late.
    func perMinute(at now: Double) -> (orders: Double, deliveries: Double) {
        let from = max(0, now - Self.window)
        let minutes = max(now - from, 60) / 60
        let orders = clicks.values.count { $0 > from }
        let deliveries = doors.values.count { $0 > from }
        return (Double(orders) / minutes, Double(deliveries) / minutes)
    }

    /// Mean and 90th percentile of click to door, in minutes; nil before the first delivery.
    var clickToDoorMinutes: (mean: Double, p90: Double)? {
        guard !clickToDoor.isEmpty else { return nil }
        let sorted = clickToDoor.sorted()
        let rank = Int((0.9 * Double(sorted.count)).rounded(.up)) - 1
        return (sorted.reduce(0, +) / Double(sorted.count) / 60, sorted[rank] / 60)
    }
}
