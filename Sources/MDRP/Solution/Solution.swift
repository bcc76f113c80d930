/// What was done in a day, as the public evaluator reads it. Times are minutes.
public struct Solution: Hashable, Sendable {
    public var assignments: [Assignment] = []
    /// Of the delivered orders only.
    public var orders: [DeliveredOrder] = []
    /// A courier's moves follow each other.
    public var moves: [Move] = []

    public init() {}
}

extension Solution {
    /// One trip: a courier, and orders of one restaurant in the order of their doors.
    public struct Assignment: Hashable, Sendable {
        public var assignedAt: Int
        public var pickupAt: Int
        public var courier: String
        public var orders: [String]
    }

    public struct DeliveredOrder: Hashable, Sendable {
        public var order: String
        public var placedAt: Int
        public var readyAt: Int
        public var pickupAt: Int
        public var dropoffAt: Int
        public var courier: String
    }

    /// A ride from one place to another: ids of orders (their doors) and restaurants.
    public struct Move: Hashable, Sendable {
        public var courier: String
        public var departedAt: Int
        /// Nil at the courier's on-location.
        public var origin: String?
        public var destination: String
    }
}
