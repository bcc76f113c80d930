import Contracts
import Regions
import ServiceKit

/// A delivery that an operator writes down by hand: on the board at once.
struct ManualDelivery: Sendable {
    let id: DeliveryID
    let errand: Errand

    /// - Throws: `Problem` with every field that is wrong.
    init(_ body: JSONBody, at now: Timestamp) throws {
        var fields = body.fields
        let id = fields.optionalID("id", as: DeliveryID.self) ?? .make(at: now)
        let storeId = fields.optionalID("storeId", as: StoreID.self)
        let storeAddress = fields.optionalText("storeAddress")
        let address = fields.text("address")
        let origin = storeAddress.map { PlaceReader.place($0, near: nil) }
        errand = Errand(
            orderId: fields.optionalID("orderId") ?? OrderID(trusted: id.rawValue),
            storeId: storeId ?? StoreID(trusted: "manual"),
            storeName: fields.optionalText("storeName", limit: 100) ?? storeId?.rawValue ?? "직접 접수",
            customerId: fields.optionalID("customerId"),
            origin: origin?.place ?? .unknown,
            destination: PlaceReader.place(address, near: origin?.region).place,
            note: fields.optionalText("options", limit: 500),
            items: fields.integer("items", in: 1...1000, default: 1),
            isManual: true
        )
        self.id = id
        try fields.check()
    }
}

/// Places an address that was typed by hand.
enum PlaceReader {
    /// - Parameter store: where the store is, if that is known: it decides between places of one name, and stands in for
    ///   an address that cannot be placed.
    static func place(_ address: String, near store: Region?) -> (place: Place, region: Region?) {
        switch RegionIndex.shared.resolve(address, near: store) {
        case .found(let region): (place(address, region, isInferred: false), region)
        case .ambiguous(let candidates): (place(address, candidates.first, isInferred: true), candidates.first)
        case .notFound: (place(address, store, isInferred: true), store)
        }
    }

    private static func place(_ address: String, _ region: Region?, isInferred: Bool) -> Place {
        let levels = (region ?? .unknown).topicLevels
        return Place(
            address: address,
            region: RegionPath(sido: levels.sido, sigungu: levels.sigungu, dong: levels.dong),
            lat: region?.point?.lat,
            lon: region?.point?.lon,
            inferred: isInferred ? true : nil
        )
    }
}
