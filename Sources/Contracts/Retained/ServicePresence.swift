/// The retained payload of `services/{name}/presence`; the last will says `offline`.
public struct ServicePresence: Codable, Hashable, Sendable {
    public enum Status: String, Codable, Sendable { case online, offline }

    public var status: Status
    public var instance: String

    public init(status: Status, instance: String) {
        self.status = status
        self.instance = instance
    }
}
