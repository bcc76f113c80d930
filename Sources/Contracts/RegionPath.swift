/// A region as the topics spell it: `서울/강남구/역삼동`, sido shortened, no space, `.`, `+`, `#` or `$` in a level.
///
/// As a filter it may stop early: `서울/강남구` covers every dong of the gu.
public struct RegionPath: Hashable, Sendable, CustomStringConvertible {
    /// One to three levels.
    public let levels: [String]

    public static let unknown = RegionPath(sido: "unknown", sigungu: "unknown", dong: "unknown")

    /// The caller has made the levels safe for a topic (`Regions` does).
    public init(sido: String, sigungu: String, dong: String) { self.levels = [sido, sigungu, dong] }

    /// - Returns: nil where a level is empty or unsafe in a topic, or where there are none or more than three.
    public init?(_ text: some StringProtocol) {
        let levels = String(text).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(levels.count), levels.allSatisfy(Self.isSafe) else { return nil }
        self.levels = levels
    }

    public var description: String { levels.joined(separator: "/") }

    public func covers(_ region: RegionPath) -> Bool { region.levels.starts(with: levels) }

    private static func isSafe(_ level: String) -> Bool {
        (1...64).contains(level.utf8.count)
            && level.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
                    && !"/+#$*>.".unicodeScalars.contains(scalar)
            }
    }
}

extension RegionPath: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let path = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a region")
        }
        self = path
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
