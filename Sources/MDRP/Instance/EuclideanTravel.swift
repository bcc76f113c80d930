public import Dispatching

/// The problem's travel time: the straight line at a constant speed, in whole minutes, rounded up. Locations are metres.
public struct EuclideanTravel: TravelTime {
    public let metersPerMinute: Double

    public init(metersPerMinute: Double) { self.metersPerMinute = metersPerMinute }

    public func minutes(from origin: Location, to destination: Location) -> Double {
        let eastward = destination.x - origin.x
        let northward = destination.y - origin.y
        return ((eastward * eastward + northward * northward).squareRoot() / metersPerMinute).rounded(.up)
    }
}
