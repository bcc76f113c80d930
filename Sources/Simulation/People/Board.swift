import Contracts
import Regions

/// The open deliveries of this run, as the retained topics show them.
struct Board: Sendable {
    struct Opening: Sendable, Hashable {
        var delivery: String
        var errand: Int
        /// With its three levels.
        var region: RegionPath
        var store: GeoPoint
    }

    private(set) var openings: [String: Opening] = [:]

    var count: Int { openings.count }

    mutating func open(_ opening: Opening) { openings[opening.delivery] = opening }

    mutating func clear(_ delivery: String) { openings[delivery] = nil }

    /// What a rider may claim.
    func openings(in areas: [RegionPath]) -> [Opening] {
        openings.values.filter { opening in areas.contains { $0.covers(opening.region) } }
    }
}
