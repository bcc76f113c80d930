/// The names of sido and sigungu, long, short and half short, with the sigungu that each may mean.
struct AreaNames: Sendable {
    /// Name → five-digit codes of the sigungu meant.
    private var areas: [String: Set<Int>] = [:]

    private static let sidoNames: [String: [String]] = [
        "서울": ["서울시", "서울특별시"],
        "부산": ["부산시", "부산광역시", "부산직할시"],
        "대구": ["대구시", "대구광역시"],
        "인천": ["인천시", "인천광역시"],
        "광주": ["광주시", "광주광역시"],
        "대전": ["대전시", "대전광역시"],
        "울산": ["울산시", "울산광역시"],
        "세종": ["세종시", "세종특별시", "세종특별자치시"],
        "경기": ["경기도"],
        "강원": ["강원도", "강원특별자치도"],
        "충북": ["충청북도", "충북도"],
        "충남": ["충청남도", "충남도"],
        "전북": ["전라북도", "전북도", "전북특별자치도"],
        "전남": ["전라남도", "전남도"],
        "경북": ["경상북도", "경북도"],
        "경남": ["경상남도", "경남도"],
        "제주": ["제주도", "제주특별자치도"],
    ]

    /// Learns the names of one sigungu: `경기도`, `수원시 장안구`, `수원시`, `장안구`, and `수원` and `장안` for those in a hurry.
    mutating func add(sido: String, sigungu: String, code: Int) {
        for name in [sido] + Self.sidoNames[sido, default: []] { areas[name, default: []].insert(code) }
        let parts = sigungu.split(separator: " ").map(String.init)
        for name in parts + [parts.joined()] { areas[name, default: []].insert(code) }
        // 중 for 중구 would be found in every second word.
        for part in parts where part.count > 2 { areas[String(part.dropLast()), default: []].insert(code) }
    }

    func sigungu(named name: String) -> Set<Int>? {
        areas[name]
    }
}
