/// Where something is, as far as it is known.
public struct Place: Codable, Hashable, Sendable {
    /// The address as it was typed; left out where it must not be seen.
    public var address: String?
    public var region: RegionPath
    /// Degrees, of the dong's representative point.
    public var lat: Double?
    public var lon: Double?
    /// True where the address could not be placed and the store's region stands in.
    public var inferred: Bool?

    public init(
        address: String? = nil,
        region: RegionPath,
        lat: Double? = nil,
        lon: Double? = nil,
        inferred: Bool? = nil
    ) {
        self.address = address
        self.region = region
        self.lat = lat
        self.lon = lon
        self.inferred = inferred
    }

    public static let unknown = Place(region: .unknown)

    /// The same place at the precision of its dong, as the open board shows it.
    public var withoutAddress: Place {
        var copy = self
        copy.address = nil
        return copy
    }
}
