import Contracts
import Regions

extension Place {
    /// The place of a store, by the address its owner gives. Where that fits several dong the likeliest stands in.
    init(storeAddress address: String) {
        switch RegionIndex.shared.resolve(address, near: nil) {
        case .found(let region): self.init(address, in: region)
        case .ambiguous(let candidates): self.init(address, in: candidates.first ?? .unknown, inferred: true)
        case .notFound: self.init(address: address, region: .unknown)
        }
    }

    /// The place of a customer's door. An address that cannot be placed uses the store's region.
    init(doorAddress address: String?, near store: Place) {
        let context = RegionIndex.shared.region(path: store.region.description)
        if let address, case .found(let region) = RegionIndex.shared.resolve(address, near: context) {
            self.init(address, in: region)
        } else {
            self.init(address: address, region: store.region, lat: store.lat, lon: store.lon, inferred: true)
        }
    }

    private init(_ address: String, in region: Region, inferred: Bool? = nil) {
        let levels = region.topicLevels
        self.init(
            address: address,
            region: RegionPath(sido: levels.sido, sigungu: levels.sigungu, dong: levels.dong),
            lat: region.point?.lat,
            lon: region.point?.lon,
            inferred: inferred
        )
    }
}
