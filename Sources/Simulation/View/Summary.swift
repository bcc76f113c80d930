import Contracts

/// What came of a simulation, and whether the system kept its promises.
public struct Summary: Sendable {
    let scene: World.Scene
    let findings: [Finding]
    /// Of real time.
    let seconds: Double
    let run: String
    /// Orders without an end when the time was up.
    let unfinished: Int

    /// Every invariant holds.
    public var holds: Bool { findings.allSatisfy(\.holds) }

    /// As they are printed.
    public var lines: [String] {
        var lines = [
            "",
            "\(scene.tally.ordered) orders in \(View.number((scene.at / 6).rounded() / 10)) simulated minutes (\(Int(seconds)) s), run \(run)",
        ]
        let endings = OrderStatus.allCases.compactMap { status in
            scene.statuses[status].map { "\($0) \(status.rawValue.lowercased().replacing("_", with: " "))" }
        }
        let away = scene.turnedAway > 0 ? ["\(scene.turnedAway) turned away"] : []
        lines.append("  " + (endings + away).joined(separator: " · "))
        if let minutes = scene.tally.clickToDoorMinutes {
            lines.append("  click to door: mean \(View.number(minutes.mean)) min, p90 \(View.number(minutes.p90)) min")
        }
        if unfinished > 0 { lines.append("  \(unfinished) orders had not come to their end when the time was up") }
        lines.append("")
        lines += findings.flatMap(\.lines)
        let failed = findings.count { !$0.holds }
        lines.append(failed == 0 ? "Everything holds." : "\(failed) of \(findings.count) do not hold.")
        return lines
    }
}
