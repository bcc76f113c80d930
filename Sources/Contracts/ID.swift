/// An opaque name of one entity: 1 to 64 characters of `[A-Za-z0-9_-]`.
///
/// The alphabet keeps an id from ever smuggling `/`, `+`, `#` or `$` into a topic, so every id that
/// crosses a boundary is made by ``init(_:)`` and checked there.
public struct ID<Entity>: Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    /// - Returns: nil where the text is empty, longer than 64 characters or outside the alphabet.
    public init?(_ text: some StringProtocol) {
        guard IDText.isValid(text) else { return nil }
        self.rawValue = String(text)
    }

    /// An id that is known to be valid: one that was just made, or read back from our own table.
    public init(trusted text: String) { self.rawValue = text }

    /// A new id, sortable by time: 10 characters of milliseconds and 16 of randomness.
    public static func make(at time: Timestamp) -> Self { Self(trusted: IDText.make(at: time)) }

    public var description: String { rawValue }
}

extension ID: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id: \(text.prefix(64))")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

public enum OrderTag {}
public enum CustomerTag {}
public enum StoreTag {}
public enum FoodTag {}
public enum PaymentTag {}
public enum DeliveryTag {}
public enum RiderTag {}
public enum NotificationTag {}

public typealias OrderID = ID<OrderTag>
public typealias CustomerID = ID<CustomerTag>
public typealias StoreID = ID<StoreTag>
public typealias FoodID = ID<FoodTag>
public typealias PaymentID = ID<PaymentTag>
public typealias DeliveryID = ID<DeliveryTag>
public typealias RiderID = ID<RiderTag>
public typealias NotificationID = ID<NotificationTag>
