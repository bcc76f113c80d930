import Contracts

/// How people in Korea write amounts, times and distances.
enum KoreanText {
    /// `12,000원`.
    static func won(_ amount: Int) -> String {
        var text = ""
        for (index, digit) in String(amount.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (amount < 0 ? "-" : "") + String(text.reversed()) + "원"
    }

    /// `오후 6시 5분`, in Korea.
    static func clock(_ time: Timestamp) -> String {
        let minutes = (time.milliseconds / 60_000 + 9 * 60) % (24 * 60)
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 12 ? "오전" : "오후") \(hour % 12 == 0 ? 12 : hour % 12)시 \(minute)분"
    }

    /// `850m`, `1.2km`.
    static func distance(meters: Int) -> String {
        guard meters >= 1000 else { return "\(meters)m" }
        let tenths = (meters + 50) / 100
        return "\(tenths / 10).\(tenths % 10)km"
    }

    /// `떡볶이`, `떡볶이 외 2개`.
    static func summary(of items: [OrderItem]) -> String {
        guard let first = items.first else { return "주문하신 음식" }
        return items.count == 1 ? first.name : "\(first.name) 외 \(items.count - 1)개"
    }

    /// `떡볶이 2개, 김밥 1개`.
    static func lines(of items: [OrderItem]) -> String {
        items.map { "\($0.name) \($0.quantity)개" }.joined(separator: ", ")
    }

    /// `강남구 역삼동`: as near as the board shows it.
    static func area(_ region: RegionPath) -> String {
        region == .unknown ? "지역 미확인" : region.levels.suffix(2).joined(separator: " ").replacing("-", with: " ")
    }
}
