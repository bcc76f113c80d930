import Contracts
import Crypto
import Foundation
import ServiceKit

/// What a customer asks for, read and checked.
struct OrderDraft: Sendable {
    static let itemLimit = 100
    static let optionsLimit = 500

    let id: OrderID
    /// Whether the caller chose the id, so that there may be an order of that id already.
    let isNamed: Bool
    let customerId: CustomerID
    let lines: [ReservationRequest.Line]
    let options: String?
    let address: String

    /// - Throws: `Problem` with every field that is wrong.
    init(_ body: JSONBody, now: Timestamp) throws {
        var fields = body.fields
        let named = fields.optionalID("id", as: OrderID.self)
        customerId = fields.id("customerId", as: CustomerID.self)
        var lines: [ReservationRequest.Line] = []
        if fields.has("items") {
            if fields.has("foodId") { fields.fail("foodId", "foodId와 items 가운데 하나만 보내 주세요.") }
            for var item in fields.objects("items", limit: Self.itemLimit) {
                lines.append(Self.line(&item))
                fields.absorb(item)
            }
        } else {
            lines.append(Self.line(&fields))
        }
        options = fields.optionalText("options", limit: Self.optionsLimit)
        address = fields.text("address", limit: 300)
        try fields.check()
        self.lines = Self.merged(lines)
        isNamed = named != nil
        // A request that is asked again while the first one is under way must hold the same food, not more of it.
        id = named ?? body.idempotency.map(Self.id) ?? OrderID.make(at: now)
    }

    func isSame(as order: Order) -> Bool {
        customerId == order.customerId && options == order.options && address == order.destination.address
            && lines == order.items.map { ReservationRequest.Line(foodId: $0.foodId, quantity: $0.quantity) }
    }

    private static func line(_ fields: inout Fields) -> ReservationRequest.Line {
        ReservationRequest.Line(
            foodId: fields.id("foodId", as: FoodID.self),
            quantity: fields.integer("quantity", in: 1...1000, default: 1)
        )
    }

    /// One line a food, in the order of their first mention.
    private static func merged(_ lines: [ReservationRequest.Line]) -> [ReservationRequest.Line] {
        var merged: [ReservationRequest.Line] = []
        for line in lines {
            if let index = merged.firstIndex(where: { $0.foodId == line.foodId }) {
                merged[index].quantity += line.quantity
            } else {
                merged.append(line)
            }
        }
        return merged
    }

    private static func id(of idempotency: Idempotency) -> OrderID {
        let digest = SHA256.hash(data: Data("\(idempotency.key)\n\(idempotency.fingerprint)".utf8))
        return OrderID(
            trusted: "k"
                + Data(digest.prefix(16)).base64EncodedString().filter { $0 != "=" }.map {
                    $0 == "+" ? "-" : $0 == "/" ? "_" : String($0)
                }.joined()
        )
    }
}
