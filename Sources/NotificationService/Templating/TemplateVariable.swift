/// What a template may speak of. The raw value is its name in `#{…}`.
enum TemplateVariable: String, Codable, Sendable, CaseIterable {
    case customerName = "고객명"
    case orderNumber = "주문번호"
    case storeName = "가게명"
    /// The first food and how many more kinds.
    case foods = "음식"
    /// Every food with its quantity.
    case orderLines = "주문내역"
    case options = "요청사항"
    case amount = "금액"
    case reason = "사유"
    case address = "주소"
    case readyTime = "예상시간"
    case arrivalTime = "도착예상시간"
    case riderName = "라이더명"
    case deliveryNumber = "배달번호"
    case pickup = "픽업지"
    case dropoff = "배달지역"
    case distance = "거리"
    case fee = "배달료"
    case deadline = "기한"
    case webBase = "웹주소"

    /// Characters; a longer value is cut. So a template's length can be judged before it is ever filled in.
    var maximumLength: Int {
        switch self {
        case .customerName, .amount, .readyTime, .arrivalTime, .riderName, .distance, .fee, .deadline: 20
        case .orderNumber, .deliveryNumber: 64
        case .storeName, .dropoff: 40
        case .foods: 60
        case .orderLines: 300
        case .options, .reason, .webBase: 200
        case .address, .pickup: 120
        }
    }

    /// Whether it can stand in a link as it is.
    var isLinkSafe: Bool {
        switch self {
        case .orderNumber, .deliveryNumber, .webBase: true
        case .customerName, .storeName, .foods, .orderLines, .options, .amount, .reason, .address, .readyTime,
            .arrivalTime, .riderName, .pickup, .dropoff, .distance, .fee, .deadline:
            false
        }
    }

    /// The value on one line and within ``maximumLength``.
    func fit(_ value: String) -> String {
        let line =
            value.contains(where: \.isNewline) ? value.split(whereSeparator: \.isNewline).joined(separator: " ") : value
        guard line.utf16.count > maximumLength else { return line }
        var cut = ""
        for character in line {
            guard cut.utf16.count + character.utf16.count < maximumLength else { break }
            cut.append(character)
        }
        return cut + "…"
    }
}
