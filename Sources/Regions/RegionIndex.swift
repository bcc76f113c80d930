/// Places Korean addresses and points in legal dong, from data of its own, without a network.
///
/// Precision is the dong. Roads are known for Seoul alone: elsewhere an address needs its dong, as in `센텀중앙로 97 (재송동)`.
public final class RegionIndex: Sendable {
    /// The one index of the process, read at first use.
    public static let shared = RegionIndex()

    private let gazetteer: Gazetteer
    /// The positions in ``all``: every order asks for its store's region.
    private let positionsByPath: [String: Int]

    private init() {
        let gazetteer = Gazetteer()
        self.gazetteer = gazetteer
        positionsByPath = Dictionary(
            gazetteer.regions.enumerated().map { ($1.path, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Every legal dong, eup and myeon of the country, sorted by code.
    public var all: [Region] { gazetteer.regions }

    /// The region of an address as a person types it: road-name or lot-number form, with or without sido, sigungu and spaces.
    ///
    /// - Parameter context: Where the address is likely to be, such as the region of the store: it decides between places of the same name.
    public func resolve(_ address: String, near context: Region? = nil) -> Resolution {
        AddressResolver(gazetteer: gazetteer, near: context).resolve(address)
    }

    /// The region with a legal dong code of ten digits; a ri's code gives its eup or myeon.
    public func region(code: String) -> Region? {
        guard code.utf8.count == 10, Int(code) != nil, let dong = Int(code.prefix(8)) else { return nil }
        return gazetteer.region(dong)
    }

    /// The region with a path as `Region.path` gives it: `서울/강남구/역삼동`, `경기/수원시-장안구/정자동`.
    public func region(path: String) -> Region? {
        positionsByPath[path].map { gazetteer.regions[$0] }
    }

    /// The dong whose middle is nearest; nil outside the country, more than 50 km from any.
    public func region(nearestTo point: GeoPoint) -> Region? {
        guard (-90...90).contains(point.lat), (-180...180).contains(point.lon) else { return nil }
        let nearest = gazetteer.nearest(to: point)
        guard let middle = nearest?.point, middle.distance(to: point) <= 50_000 else { return nil }
        return nearest
    }
}
