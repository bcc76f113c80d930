import Contracts
import ServiceKit

/// What an operator gives to make a store order by hand.
struct ManualOrderForm: Sendable, Hashable {
    var orderID: OrderID?
    /// Where it is given, all foods must be this store's.
    var storeID: StoreID?
    var customerID: CustomerID?
    var lines: [ReservationRequest.Line]
    var options: String?
    var address: String?

    /// Reads `items` or `foodId` with `quantity`, and `orderId` or `id`.
    ///
    /// - Throws: ``Problem`` with every field that is wrong.
    init(_ body: JSONBody) throws {
        var fields = body.fields
        orderID = fields.optionalID("orderId") ?? fields.optionalID("id")
        storeID = fields.optionalID("storeId")
        customerID = fields.optionalID("customerId")
        options = fields.optionalText("options", limit: 500)
        address = fields.optionalText("address", limit: 200)
        if fields.has("items") {
            lines = []
            for var part in fields.objects("items", limit: Stock.lineLimit) {
                lines.append(Self.line(&part))
                fields.absorb(part)
            }
        } else {
            lines = [Self.line(&fields)]
        }
        try fields.check()
    }

    private static func line(_ fields: inout Fields) -> ReservationRequest.Line {
        ReservationRequest.Line(
            foodId: fields.id("foodId"),
            quantity: fields.integer("quantity", in: Stock.quantityRange, default: 1)
        )
    }
}
