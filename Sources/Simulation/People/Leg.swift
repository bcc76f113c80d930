import Regions

/// A way along a straight line, or standing still.
struct Leg: Sendable, Hashable {
    let from: GeoPoint
    let to: GeoPoint
    let departAt: Double
    let arriveAt: Double

    init(from: GeoPoint, to: GeoPoint, departAt: Double, metersPerSecond: Double) {
        self.from = from
        self.to = to
        self.departAt = departAt
        arriveAt = departAt + from.distance(to: to) / metersPerSecond
    }

    init(standingAt point: GeoPoint) {
        from = point
        to = point
        departAt = 0
        arriveAt = 0
    }

    func isUnderWay(at now: Double) -> Bool { now < arriveAt }

    func place(at now: Double) -> GeoPoint {
        guard arriveAt > departAt else { return to }
        let share = min(1, max(0, (now - departAt) / (arriveAt - departAt)))
        return GeoPoint(lat: from.lat + (to.lat - from.lat) * share, lon: from.lon + (to.lon - from.lon) * share)
    }
}
