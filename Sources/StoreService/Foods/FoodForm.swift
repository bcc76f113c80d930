import Contracts
import ServiceKit

/// What an owner gives to register a food; kept, so that the same request is known when it is repeated.
struct FoodForm: Sendable, Hashable, Codable {
    private enum CodingKeys: String, CodingKey { case name, price, count, storeId }

    /// Not kept: it is the row's own.
    var id: FoodID?
    var name: String
    var price: Int
    var count: Int
    var storeId: StoreID

    init(id: FoodID?, name: String, price: Int, count: Int, storeId: StoreID) {
        self.id = id
        self.name = name
        self.price = price
        self.count = count
        self.storeId = storeId
    }

    /// - Throws: ``Problem`` with every field that is wrong.
    init(_ body: JSONBody) throws {
        var fields = body.fields
        id = fields.optionalID("id")
        name = fields.text("name", limit: 100)
        price = fields.integer("price", in: Food.priceRange, default: 0)
        count = fields.integer("count", in: Food.countRange)
        storeId = fields.id("storeId")
        try fields.check()
    }
}

extension FoodChange {
    /// - Throws: ``Problem`` with every field that is wrong.
    init(_ body: JSONBody) throws {
        var fields = body.fields
        name = fields.optionalText("name", limit: 100)
        price = fields.optionalInteger("price", in: Food.priceRange)
        count = fields.optionalInteger("count", in: Food.countRange)
        if fields.has("storeId") { fields.fail("storeId", "음식의 가게는 바꿀 수 없어요. 그 가게에 새로 등록해 주세요.") }
        try fields.check()
    }
}
