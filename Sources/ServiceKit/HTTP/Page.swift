import Contracts
public import Hummingbird

/// `?page=&size=&sort=field,desc`.
public struct PageRequest: Sendable, Hashable {
    public static let defaultSize = 20
    public static let maximumSize = 1000

    /// From 0.
    public var number: Int
    public var size: Int
    /// A column of the table, from the list of the sortable ones.
    public var column: String
    public var isDescending: Bool

    /// - Parameters:
    ///   - sortable: the names a caller may sort by, and their columns.
    ///   - fallback: the order where the caller asks for none.
    /// - Throws: ``Problem`` `invalid-request`.
    public init(
        _ request: Request,
        sortable: [String: String],
        fallback: (column: String, isDescending: Bool)
    ) throws {
        let query = Query(request)
        number = try query.integer("page", in: 0...1_000_000) ?? 0
        size = try query.integer("size", in: 1...Self.maximumSize) ?? Self.defaultSize
        guard let sort = query.text("sort") else {
            (column, isDescending) = fallback
            return
        }
        let parts = sort.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard let column = sortable[parts[0]],
            parts.count == 1 || (parts.count == 2 && ["asc", "desc"].contains(parts[1]))
        else {
            let names = sortable.keys.sorted().joined(separator: ", ")
            throw Problem(.invalidRequest, "sort는 '이름' 또는 '이름,desc' 꼴이고, 이름은 다음 가운데 하나예요: \(names)")
        }
        self.column = column
        self.isDescending = parts.last == "desc"
    }
}

/// One page of a list as HAL: `_embedded`, `_links` to the neighbours, `page`.
public struct Page<Item: Encodable & Sendable>: Encodable, Sendable {
    private enum Key: String, CodingKey { case embedded = "_embedded", links = "_links", page }

    private struct Position: Encodable {
        let size: Int
        let totalElements: Int
        let totalPages: Int
        let number: Int
    }

    private let name: String
    private let items: [Item]
    private let total: Int
    private let request: PageRequest
    private let links: Links

    /// - Parameter name: under `_embedded`, the path's.
    public init(_ name: String, _ items: [Item], total: Int, page: PageRequest, request: Request) {
        self.name = name
        self.items = items
        self.total = total
        self.request = page
        var links = Links(self: request.uri.string)
        let last = max(0, (total + page.size - 1) / page.size - 1)
        links["first"] = Self.address(request, page: 0)
        links["last"] = Self.address(request, page: last)
        if page.number < last { links["next"] = Self.address(request, page: page.number + 1) }
        if page.number > 0 { links["prev"] = Self.address(request, page: page.number - 1) }
        self.links = links
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode([name: items], forKey: .embedded)
        try container.encode(links, forKey: .links)
        let pages = (total + request.size - 1) / request.size
        try container.encode(
            Position(size: request.size, totalElements: total, totalPages: pages, number: request.number),
            forKey: .page
        )
    }

    private static func address(_ request: Request, page: Int) -> String {
        let others = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("page=") }
        return "\(request.uri.path)?\((others + ["page=\(page)"]).joined(separator: "&"))"
    }
}
