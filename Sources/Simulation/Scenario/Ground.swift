import Foundation
import Regions

/// Places of the ground that scenarios stand on.
enum Ground {
    static let cityHall = GeoPoint(lat: 37.5663, lon: 126.9779)
    /// About the middle of the area that is built up, so that a city laid over it lies on land.
    static let middleOfSeoul = GeoPoint(lat: 37.5430, lon: 127.0050)
}

extension GeoPoint {
    /// So many metres east and north, over distances within a city.
    func moved(east: Double, north: Double) -> GeoPoint {
        let metersPerDegree = 111_195.0
        return GeoPoint(
            lat: lat + north / metersPerDegree,
            lon: lon + east / (metersPerDegree * cos(lat * .pi / 180))
        )
    }
}
