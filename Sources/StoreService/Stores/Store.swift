import Contracts

/// A store as its owner registered it.
struct Store: Sendable, Hashable {
    let id: StoreID
    var name: String
    var place: Place
    /// Digits only; leaves this service masked, and in full for the notification service alone.
    var phone: String?
    /// Known by its id alone, through a food that named it; its owner's registration completes it.
    var isBare: Bool
    var version: Int
    let createdAt: Timestamp

    init(registering form: StoreForm, id: StoreID, at now: Timestamp) {
        self.init(
            id: id,
            name: form.name,
            place: form.place,
            phone: form.phone,
            isBare: false,
            version: 1,
            createdAt: now
        )
    }

    init(bare id: StoreID, at now: Timestamp) {
        self.init(
            id: id,
            name: id.rawValue,
            place: .unknown,
            phone: nil,
            isBare: true,
            version: 1,
            createdAt: now
        )
    }

    init(id: StoreID, name: String, place: Place, phone: String?, isBare: Bool, version: Int, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.place = place
        self.phone = phone
        self.isBare = isBare
        self.version = version
        self.createdAt = createdAt
    }

    var data: StoreData { StoreData(storeId: id, name: name, place: place, version: version) }

    /// Whether a registration asks for what already is.
    func matches(_ form: StoreForm) -> Bool {
        !isBare && name == form.name && place.address == form.place.address && phone == form.phone
    }

    /// The owner registers a store of which only the id was known.
    ///
    /// - Throws: ``Problem`` `id-taken` where another store has the id.
    mutating func complete(with form: StoreForm) throws(Problem) {
        guard isBare else { throw Problem(.idTaken, "이 id의 가게가 이미 있어요. 다른 id로 등록해 주세요.") }
        name = form.name
        place = form.place
        phone = form.phone
        isBare = false
        version += 1
    }
}
