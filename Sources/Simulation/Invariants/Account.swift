/// What the people of a simulation say of it: what they asked for, and what they were told.
struct Account: Sendable {
    struct Order: Sendable, Hashable {
        var number: Int
        var id: String
        /// `POST /orders` was answered 201, or 200 when it was asked again.
        var isTaken: Bool
        var asked: Set<Customer.Step>
        var ending: Customer.Ending?
        /// By the store's people.
        var isAccepted: Bool
        var isRejected: Bool
    }

    /// A rider was told that a delivery is theirs.
    struct Win: Sendable, Hashable {
        var rider: String
        var delivery: String
    }

    var orders: [Order]
    var wins: [Win]
    /// Answers that nobody should get.
    var complaints: [String]

    var taken: [Order] { orders.filter(\.isTaken) }
}
