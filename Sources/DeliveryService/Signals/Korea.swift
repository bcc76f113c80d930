import Regions

/// Where riders can be: near the middle of some dong. The sea, and abroad, are no such place.
enum Korea {
    /// Cells to a degree. A cell is about 11 km high and 9 km wide: the widest myeon reaches into the next one to its middle's.
    private static let cellsPerDegree = 10.0

    private struct Cell: Hashable {
        var row: Int
        var column: Int

        init(_ point: GeoPoint) {
            row = Int((point.lat * cellsPerDegree).rounded(.down))
            column = Int((point.lon * cellsPerDegree).rounded(.down))
        }

        var withNeighbours: [Cell] {
            (-1...1).flatMap { north in
                (-1...1).map { east in
                    var cell = self
                    cell.row += north
                    cell.column += east
                    return cell
                }
            }
        }
    }

    private static let land = Set(RegionIndex.shared.all.compactMap(\.point).flatMap { Cell($0).withNeighbours })

    /// Whether a dong's middle is in the same cell or the next: one look in a set, since places come by the thousand.
    static func hasLand(near point: GeoPoint) -> Bool {
        guard (33...39).contains(point.lat), (124...132).contains(point.lon) else { return false }
        return land.contains(Cell(point))
    }
}
