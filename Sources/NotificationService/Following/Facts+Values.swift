import Contracts

extension Facts {
    /// What stands for a variable. Where a fact is missing a phrase stands in, so that no message ever has a hole.
    func value(of variable: TemplateVariable, customerName: String?, webBase: String) -> String {
        switch variable {
        case .customerName: customerName ?? "고객"
        case .orderNumber: orderId.rawValue
        case .storeName: storeName
        case .foods: KoreanText.summary(of: items)
        case .orderLines: items.isEmpty ? "주문 상세에서 확인해 주세요" : KoreanText.lines(of: items)
        case .options: options ?? "없음"
        case .amount: amount.map(KoreanText.won) ?? "주문 상세에서 확인해 주세요"
        case .reason: reason ?? "등록된 사유 없음"
        case .address: destination.address ?? KoreanText.area(destination.region)
        case .readyTime: readyAt.map(KoreanText.clock) ?? "가게에서 확인 중"
        case .arrivalTime: arrivalAt.map(KoreanText.clock) ?? "주문 상세에서 확인해 주세요"
        case .riderName: riderName ?? "담당 라이더"
        case .deliveryNumber: deliveryId?.rawValue ?? orderId.rawValue
        case .pickup: origin.map { $0.address ?? KoreanText.area($0.region) } ?? storeName
        case .dropoff: KoreanText.area(destination.region)
        case .distance: distanceMeters.map(KoreanText.distance(meters:)) ?? "확인 중"
        case .fee: fee.map(KoreanText.won) ?? "확인 중"
        case .deadline: deadline.map(KoreanText.clock) ?? "되도록 빨리"
        case .webBase: webBase
        }
    }

    /// The values of a template's variables, each within its length.
    func values(for template: Template, customerName: String?, webBase: String) -> [String: String] {
        var values: [String: String] = [:]
        values.reserveCapacity(template.variables.count)
        for variable in template.variables {
            let value = value(of: variable, customerName: customerName, webBase: webBase)
            values[variable.rawValue] = variable.fit(value)
        }
        return values
    }
}
