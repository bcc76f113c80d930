import Contracts
import Storage

/// The rows of the areas for which somebody has chosen how they are dispatched.
enum DispatchModeTable {
    static func find(_ area: DispatchArea, in transaction: Transaction) throws -> AreaDispatch {
        try transaction.first(
            "SELECT * FROM dispatch_mode WHERE sido = $1 AND sigungu = $2",
            [.text(area.sido), .text(area.sigungu)],
            dispatch
        ) ?? AreaDispatch(area: area)
    }

    static func mode(of region: RegionPath, in transaction: Transaction) throws -> DispatchMode {
        try find(DispatchArea(of: region), in: transaction).mode
    }

    static func all(_ mode: DispatchMode, in transaction: Transaction) throws -> [DispatchArea] {
        try transaction.all(
            "SELECT * FROM dispatch_mode WHERE mode = $1 ORDER BY sido, sigungu",
            [.text(mode.rawValue)]
        ) { dispatch($0).area }
    }

    static func save(_ dispatch: AreaDispatch, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO dispatch_mode (sido, sigungu, mode, version, changed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (sido, sigungu) DO UPDATE SET mode = excluded.mode, version = excluded.version,
                changed_at = excluded.changed_at
            """,
            [
                .text(dispatch.area.sido), .text(dispatch.area.sigungu), .text(dispatch.mode.rawValue),
                SQLValue(dispatch.version), .integer(dispatch.changedAt?.milliseconds ?? 0),
            ]
        )
    }

    private static func dispatch(_ row: Row) -> AreaDispatch {
        AreaDispatch(
            area: DispatchArea(sido: row.text("sido"), sigungu: row.text("sigungu")),
            mode: DispatchMode(rawValue: row.text("mode")) ?? .board,
            version: row.integer("version"),
            changedAt: Timestamp(milliseconds: row.long("changed_at"))
        )
    }
}
