/// Something that must not be read by chance: it prints as stars, and only ``value`` tells it.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public let value: String

    public init(_ value: String) { self.value = value }

    public var description: String { "****" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// Its beginning, by which its owner knows it: `AB12****`.
    public var hint: String { value.count < 12 ? "****" : "\(value.prefix(4))****" }
}
