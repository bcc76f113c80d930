import Contracts
import Foundation

/// The live view's lines, out of what is seen at a moment.
struct View: Sendable {
    let scenario: Scenario
    let speed: Double

    /// A few lines, the same number each time, for a terminal.
    func lines(_ scene: World.Scene) -> [String] {
        let state = scene.isEnding ? "no new orders, the last are on their way" : progress(scene)
        return [
            "\(scenario.name) · \(clock(scene.at)) · \(Self.number(speed))× · \(state)",
            "orders   \(orders(scene))",
            "riders   \(riders(scene))",
            "a minute \(throughput(scene))",
            "to door  \(clickToDoor(scene))",
        ]
    }

    /// All of it in one line, for a file.
    func line(_ scene: World.Scene) -> String {
        "\(clock(scene.at)) \(orders(scene)) | riders \(riders(scene)) | to door \(clickToDoor(scene))"
    }

    private func progress(_ scene: World.Scene) -> String {
        let minutes = Int(scenario.length / 60)
        return "minute \(min(minutes, Int(scene.at / 60))) of \(minutes)"
    }

    /// The simulated time of day.
    func clock(_ now: Double) -> String {
        let minutes = (scenario.beginsAt + Int(now)) / 60
        return String(format: "%02d:%02d", minutes / 60 % 24, minutes % 60)
    }

    private func orders(_ scene: World.Scene) -> String {
        var parts = ["\(scene.tally.ordered)/\(scenario.errands.count) ordered"]
        for status in OrderStatus.allCases {
            guard let count = scene.statuses[status], count > 0 else { continue }
            parts.append("\(count) \(status.rawValue.lowercased().replacing("_", with: " "))")
        }
        if scene.turnedAway > 0 { parts.append("\(scene.turnedAway) turned away") }
        return parts.joined(separator: " · ")
    }

    private func riders(_ scene: World.Scene) -> String {
        World.RiderState.allCases.compactMap { state in
            guard let count = scene.riders[state], count > 0 else { return nil }
            return "\(count) \(Self.name(state))"
        }.joined(separator: " · ")
    }

    private func throughput(_ scene: World.Scene) -> String {
        let rate = scene.tally.perMinute(at: scene.at)
        return "\(Self.number(rate.orders)) ordered, \(Self.number(rate.deliveries)) delivered (of the last 10 min)"
    }

    private func clickToDoor(_ scene: World.Scene) -> String {
        guard let minutes = scene.tally.clickToDoorMinutes else { return "nothing delivered yet" }
        return
            "mean \(Self.number(minutes.mean)) min, p90 \(Self.number(minutes.p90)) min of \(scene.tally.deliveredCount)"
    }

    private static func name(_ state: World.RiderState) -> String {
        switch state {
        case .idle: "idle"
        case .toStore: "to a store"
        case .atStore: "at a store"
        case .toDoor: "to a door"
        case .away: "away"
        }
    }

    /// With one decimal, and none where it is 0.
    static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(format: "%.1f", value)
    }
}
