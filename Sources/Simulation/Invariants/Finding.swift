/// Whether an invariant holds, and what it was seen by.
struct Finding: Sendable, Hashable {
    /// How many faults are named.
    private static let named = 5

    let name: String
    /// In a few words and figures.
    let evidence: String
    /// Each a sentence; none where it holds.
    let faults: [String]

    var holds: Bool { faults.isEmpty }

    var lines: [String] {
        let mark = holds ? "ok    " : "FAILED"
        let more = faults.count > Self.named ? ["         … and \(faults.count - Self.named) more"] : []
        return ["\(mark) \(name): \(evidence)"] + faults.prefix(Self.named).map { "         \($0)" } + more
    }
}

enum Invariants {
    /// Looks at everything the system promises.
    static func check(_ account: Account, _ evidence: Evidence) -> [Finding] {
        [
            noOrderLost(account, evidence),
            oneWinner(account, evidence),
            oneRecord(account, evidence),
            moneyAddsUp(account, evidence),
            stockAddsUp(account, evidence),
            logHasNoGaps(evidence),
            everybodyWasAnswered(account),
        ]
    }

    private static func logHasNoGaps(_ evidence: Evidence) -> Finding {
        let count = evidence.log.values.reduce(0) { $0 + $1.count }
        return Finding(
            name: "the log has no gaps",
            evidence: "\(count) events of this run's orders read in sequence",
            faults: evidence.gaps + (evidence.isSettled ? [] : ["the services did not come to rest in time"])
        )
    }

    private static func everybodyWasAnswered(_ account: Account) -> Finding {
        Finding(
            name: "everybody was answered as the contract says",
            evidence: "\(account.orders.count) customers, \(account.complaints.count) complaints",
            faults: account.complaints
        )
    }
}
