import Contracts

/// How an area finds its riders.
enum DispatchMode: String, Codable, CaseIterable, Sendable {
    /// 일반배차: open deliveries stand on the board, and the first rider to claim one has it.
    case board
    /// AI배차: the planner offers each delivery to one rider at a time.
    case auto
}

/// What is dispatched in one way: a sigungu.
struct DispatchArea: Hashable, Sendable, CustomStringConvertible {
    let sido: String
    let sigungu: String

    init(sido: String, sigungu: String) {
        self.sido = sido
        self.sigungu = sigungu
    }

    /// - Parameter region: with its three levels.
    init(of region: RegionPath) { self.init(sido: region.levels[0], sigungu: region.levels[1]) }

    var description: String { "\(sido)/\(sigungu)" }
}

/// How an area is dispatched, and since when.
struct AreaDispatch: Hashable, Sendable {
    let area: DispatchArea
    var mode = DispatchMode.board
    /// 0 where nobody has chosen yet.
    var version = 0
    var changedAt: Timestamp?
}
