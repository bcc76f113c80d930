import Contracts
import Storage

/// The rows of riders who went offline while they held something: the time that runs must survive a restart.
enum AbsenceTable {
    static func all(in transaction: Transaction) throws -> [RiderID: Timestamp] {
        let rows = try transaction.all("SELECT rider_id, since FROM rider_absence") { row in
            (RiderID(trusted: row.text("rider_id")), Timestamp(milliseconds: row.long("since")))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Known absences keep their beginning.
    static func begin(_ rider: RiderID, since: Timestamp, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO rider_absence (rider_id, since) VALUES ($1, $2) ON CONFLICT (rider_id) DO NOTHING",
            [.text(rider.rawValue), .integer(since.milliseconds)]
        )
    }

    static func end(_ rider: RiderID, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM rider_absence WHERE rider_id = $1", [.text(rider.rawValue)])
    }
}
