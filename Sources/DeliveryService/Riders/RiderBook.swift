import Contracts
import EventLog
import Storage

/// Keeps riders.
struct RiderBook: Sendable {
    private static let samples = [
        Rider(id: RiderID(trusted: "r1"), name: "박번개", phone: "01011112222"),
        Rider(id: RiderID(trusted: "r2"), name: "최바람", phone: "01033334444"),
        Rider(id: RiderID(trusted: "r3"), name: "정구름", phone: "01055556666"),
    ]

    let log: EventLog

    /// - Returns: whether the rider is new; the same rider registered again is not.
    /// - Throws: `Problem` `id-taken` where the id is another rider's.
    func register(_ rider: Rider, cause: Cause, at now: Timestamp, in transaction: Transaction) throws -> Bool {
        if let known = try RiderTable.find(rider.id, in: transaction) {
            guard known.name == rider.name, known.phone == rider.phone else {
                throw Problem(.idTaken, "라이더 id \(rider.id)은(는) 이미 다른 라이더가 쓰고 있어요. 다른 id로 등록해 주세요.")
            }
            return false
        }
        try RiderTable.insert(rider, in: transaction)
        let event = NewEvent(.riderRegistered, subject: rider.id.rawValue, data: RiderData(rider))
        try log.append([event], cause: cause, at: now, in: transaction)
        return true
    }

    /// Registers the sample riders where there are none at all.
    func addSamples(at now: Timestamp, in transaction: Transaction) throws {
        guard try RiderTable.isEmpty(in: transaction) else { return }
        for rider in Self.samples {
            _ = try register(rider, cause: .own(IDText.make(at: now)), at: now, in: transaction)
        }
    }
}
