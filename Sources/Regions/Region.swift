/// A legal dong (법정동), or an eup or myeon with all its ri: the smallest area a delivery is announced in.
public struct Region: Hashable, Codable, Sendable {
    /// The province or metropolitan city in its short form: `서울`, `경기`, `충북`, `세종`.
    public var sido: String
    /// The city, county or district: `강남구`, or `수원시 장안구` with a space. Sejong has none and stands here as `세종시`.
    public var sigungu: String
    /// The legal dong, eup or myeon: `역삼동`, `봉담읍`. A ri belongs to its eup or myeon.
    public var dong: String
    /// The legal dong code of ten digits, empty for `unknown`.
    public var code: String
    /// The middle of the dong, or of its sigungu where the dong is too new for the boundary data.
    public var point: GeoPoint?

    public init(sido: String, sigungu: String, dong: String, code: String, point: GeoPoint? = nil) {
        self.sido = sido
        self.sigungu = sigungu
        self.dong = dong
        self.code = code
        self.point = point
    }

    /// Where an order goes that can be placed neither by its address nor by its store.
    public static let unknown = Region(sido: "unknown", sigungu: "unknown", dong: "unknown", code: "")

    /// The three names as MQTT topic levels: `수원시-장안구` for `수원시 장안구`. Legal and never empty, whatever the names hold.
    public var topicLevels: (sido: String, sigungu: String, dong: String) {
        (Self.topicLevel(sido), Self.topicLevel(sigungu), Self.topicLevel(dong))
    }

    /// The topic levels in one string, `서울/강남구/역삼동`, as `GET /deliveries?region=` takes them.
    public var path: String {
        let levels = topicLevels
        return "\(levels.sido)/\(levels.sigungu)/\(levels.dong)"
    }

    /// One name as a topic level: what a topic may not hold is left out, what would be awkward in a shell becomes `-`.
    static func topicLevel(_ name: String) -> String {
        var level = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar {
            case " ", ".", "\u{B7}": level.append("-")
            case "/", "+", "#", "$": continue
            case _ where scalar.properties.generalCategory == .control: continue
            case _ where scalar.properties.isNoncharacterCodePoint: continue
            default: level.append(scalar)
            }
        }
        return level.isEmpty ? "unknown" : String(level)
    }
}
