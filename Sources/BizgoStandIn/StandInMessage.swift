public import Contracts

/// A message that a stand-in has taken.
public struct StandInMessage: Sendable {
    public let idempotencyKey: String?
    public let to: String
    public let ref: String?
    public let messageKey: String
    /// `ALIMTALK`, `MMS`, in the order in which they are tried.
    public let ways: [String]
    public let takenAt: Timestamp
    public let report: StandInScript.Report

    /// What is known of it by then: an entry for each way that was tried.
    func entries(at now: Timestamp) -> [StandInEntry] {
        let wait = Duration.seconds(report.seconds ?? 0)
        var entries: [StandInEntry] = []
        var time = takenAt
        var code = report.code ?? "10000"
        for way in ways {
            time = time + wait
            let isKnown = time <= now && !code.isEmpty
            entries.append(
                StandInEntry(
                    msgKey: messageKey,
                    serviceType: way,
                    msgType: way == "ALIMTALK" ? "AT" : "LM",
                    to: to,
                    reportCode: isKnown ? code : nil,
                    reportTime: isKnown ? time.description : nil,
                    reportText: isKnown ? (code == "10000" ? "Success" : "Failed") : nil,
                    ref: ref
                )
            )
            // Only what has definitely failed goes on to the next way.
            guard isKnown, code != "10000", code != "3005" else { break }
            code = report.textCode ?? "10000"
        }
        return entries
    }
}

/// The state of a message on one way, as it goes over the wire.
struct StandInEntry: Encodable, Sendable {
    let msgKey: String
    let serviceType: String
    let msgType: String
    let to: String
    let reportCode: String?
    let reportTime: String?
    let reportText: String?
    let ref: String?
}
