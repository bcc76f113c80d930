import Foundation

/// A point on the earth in degrees, WGS 84.
public struct GeoPoint: Hashable, Codable, Sendable {
    public var lat: Double
    public var lon: Double

    public init(lat: Double, lon: Double) {
        self.lat = lat
        self.lon = lon
    }

    /// The great-circle distance in metres.
    public func distance(to other: GeoPoint) -> Double {
        let meanEarthRadius = 6_371_008.8
        let radians = Double.pi / 180
        let northward = sin((other.lat - lat) * radians / 2)
        let eastward = sin((other.lon - lon) * radians / 2)
        let haversine = northward * northward + cos(lat * radians) * cos(other.lat * radians) * eastward * eastward
        return 2 * meanEarthRadius * asin(min(1, haversine.squareRoot()))
    }
}
