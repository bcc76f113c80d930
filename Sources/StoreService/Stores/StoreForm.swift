import Contracts
import ServiceKit

/// What an owner gives to register a store.
struct StoreForm: Sendable, Hashable {
    var id: StoreID?
    var name: String
    var place: Place
    /// Digits only.
    var phone: String?

    init(id: StoreID?, name: String, address: String, phone: String?) {
        self.id = id
        self.name = name
        self.place = Place(storeAddress: address)
        self.phone = phone
    }

    /// - Throws: ``Problem`` with every field that is wrong.
    init(_ body: JSONBody) throws {
        var fields = body.fields
        let id = fields.optionalID("id", as: StoreID.self)
        let name = fields.text("name", limit: 100)
        let address = fields.text("address", limit: 200)
        let phone = fields.optionalPhone("phone")
        try fields.check()
        self.init(id: id, name: name, address: address, phone: phone)
    }
}
