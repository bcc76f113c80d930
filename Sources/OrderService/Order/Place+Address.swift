import Contracts
import Regions

extension Place {
    /// Where a customer's address lies. What cannot be placed lies where the store does, and says so.
    init(address: String, near store: Place) {
        let context = store.region == .unknown ? nil : RegionIndex.shared.region(path: store.region.description)
        if case .found(let region) = RegionIndex.shared.resolve(address, near: context) {
            let levels = region.topicLevels
            self.init(
                address: address,
                region: RegionPath(sido: levels.sido, sigungu: levels.sigungu, dong: levels.dong),
                lat: region.point?.lat,
                lon: region.point?.lon
            )
        } else {
            self.init(address: address, region: store.region, lat: store.lat, lon: store.lon, inferred: true)
        }
    }
}
