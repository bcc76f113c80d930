/// How long a ride takes. A road engine can stand behind it; the planner asks for no more than this.
public protocol TravelTime: Sendable {
    /// Minutes of riding from one place to another: finite, never negative, 0 for the same place.
    func minutes(from origin: Location, to destination: Location) -> Double
}
