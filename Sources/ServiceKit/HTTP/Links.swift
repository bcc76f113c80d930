/// HAL `_links`: the addresses that belong to a resource, an action's only while the action is legal.
public struct Links: Encodable, Sendable, Hashable {
    private struct Link: Encodable, Sendable, Hashable {
        let href: String
    }

    private var links: [String: Link] = [:]

    public init(self href: String) { self["self"] = href }

    public subscript(name: String) -> String? {
        get { links[name]?.href }
        set { links[name] = newValue.map(Link.init) }
    }

    public func encode(to encoder: any Encoder) throws { try links.encode(to: encoder) }
}
