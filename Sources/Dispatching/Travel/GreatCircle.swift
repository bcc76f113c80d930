import Foundation

/// Motorbike minutes from the great circle, where no road engine is at hand. Locations are degrees.
public struct GreatCircle: TravelTime {
    /// Metres of road a minute, stops at lights included.
    public let metersPerMinute: Double
    /// Metres of road for each metre of great circle.
    public let detour: Double

    /// - Parameters:
    ///   - metersPerMinute: 400 is 24 km/h, a motorbike in a Korean city by day.
    ///   - detour: 1.3 is what roads add to the great circle in Korean cities.
    public init(metersPerMinute: Double = 400, detour: Double = 1.3) {
        self.metersPerMinute = metersPerMinute
        self.detour = detour
    }

    public func minutes(from origin: Location, to destination: Location) -> Double {
        let meanEarthRadius = 6_371_008.8
        let radians = Double.pi / 180
        let northward = sin((destination.y - origin.y) * radians / 2)
        let eastward = sin((destination.x - origin.x) * radians / 2)
        let haversine =
            northward * northward
            + cos(origin.y * radians) * cos(destination.y * radians) * eastward * eastward
        return 2 * meanEarthRadius * asin(min(1, haversine.squareRoot())) * detour / metersPerMinute
    }
}
