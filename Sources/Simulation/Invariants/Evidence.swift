import Contracts

/// What the system says afterwards, over REST: its orders, payments, foods and message records, and its log.
struct Evidence: Sendable {
    struct Order: Sendable, Hashable {
        var status: OrderStatus
        /// Won.
        var amount: Int
        /// Portions by food.
        var portions: [String: Int]
    }

    struct Payment: Sendable, Hashable {
        var order: String
        var amount: Int
        var status: PaymentStatus
    }

    /// A message record.
    struct Record: Sendable, Hashable {
        var event: String
        var role: RecipientRole
        var channel: String
    }

    struct Food: Sendable, Hashable {
        var atFirst: Int
        var left: Int
    }

    /// An event of this run's orders, out of the log.
    struct LogEvent: Sendable, Hashable {
        var id: String
        var type: EventType
        var sequence: Int64
        /// The order.
        var order: String
        /// The rider, of a delivery's event.
        var rider: String?
        var delivery: String?
        /// Whether the order was paid, of an order's event.
        var isPaid = false
    }

    /// By id; an order that is not there is not in it.
    var orders: [String: Order] = [:]
    var payments: [Payment] = []
    var records: [Record] = []
    var foods: [String: Food] = [:]
    /// Each context in order.
    var log: [EventContext: [LogEvent]] = [:]
    /// Sequences that the log skipped or had twice, anybody's.
    var gaps: [String] = []
    /// Whether the system came to rest before it was asked.
    var isSettled = true
}
