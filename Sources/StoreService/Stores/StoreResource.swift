import Contracts
import ServiceKit

/// A store as REST shows it.
struct StoreResource: Encodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case id, name, address, region, lat, lon, inferred, phone, version, createdAt
        case links = "_links"
    }

    let id: StoreID
    let name: String
    let address: String?
    let region: RegionPath
    let lat: Double?
    let lon: Double?
    let inferred: Bool?
    /// Masked.
    let phone: String?
    let version: Int
    let createdAt: Timestamp
    let links: Links

    init(_ store: Store) {
        id = store.id
        name = store.name
        address = store.place.address
        region = store.place.region
        lat = store.place.lat
        lon = store.place.lon
        inferred = store.place.inferred
        phone = store.phone?.maskedPhone
        version = store.version
        createdAt = store.createdAt
        var links = Links(self: "/stores/\(store.id)")
        links["foods"] = "/foods?storeId=\(store.id)"
        links["storeOrders"] = "/storeOrders?storeId=\(store.id)"
        self.links = links
    }
}
