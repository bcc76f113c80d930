/// A place as a planner sees it. What the numbers mean, the ``TravelTime`` in use says: degrees for ``GreatCircle``.
public struct Location: Hashable, Sendable {
    /// Longitude in degrees, or metres east.
    public var x: Double
    /// Latitude in degrees, or metres north.
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// A place on the earth, WGS 84 degrees.
    public init(lat: Double, lon: Double) { self.init(x: lon, y: lat) }
}
