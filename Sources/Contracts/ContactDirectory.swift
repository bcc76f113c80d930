/// Whom to reach for a store or a rider. Phone numbers never travel over MQTT, so the notification service asks.
public protocol ContactDirectory: Sendable {
    /// - Returns: nil where there is no such store or rider.
    /// - Throws: where the owner of the contact cannot be asked now.
    func contact(of role: RecipientRole, id: String) async throws -> Contact?
}

public struct Contact: Codable, Hashable, Sendable {
    public var name: String
    /// Digits only; absent where none was given.
    public var phone: String?

    public init(name: String, phone: String?) {
        self.name = name
        self.phone = phone
    }
}

public enum RecipientRole: String, Codable, Sendable, CaseIterable {
    case customer, store, rider
}
