import Contracts

extension Invariants {
    /// What was paid and not refunded is what the completed orders cost; exactly the cancelled and rejected ones were refunded.
    static func moneyAddsUp(_ account: Account, _ evidence: Evidence) -> Finding {
        var faults: [String] = []
        var (paid, refunded, cost) = (0, 0, 0)
        let payments = Dictionary(grouping: evidence.payments, by: \.order)
        let refunds = Dictionary(
            (evidence.log[.order] ?? []).filter { $0.type == .orderRefunded }.map { ($0.order, 1) },
            uniquingKeysWith: +
        )
        for order in account.taken {
            guard let found = evidence.orders[order.id] else { continue }
            let approved = (payments[order.id] ?? []).filter { $0.status != .declined }
            let back = approved.filter { $0.status == .refunded }
            paid += approved.reduce(0) { $0 + $1.amount }
            refunded += back.reduce(0) { $0 + $1.amount }
            let isRefunded = [.cancelled, .rejected].contains(found.status)
            if !isRefunded, found.status != .expired, found.status != .placed { cost += found.amount }
            if let fault = fault(found, approved: approved.map(\.amount), refunds: back.count, isRefunded) {
                faults.append("\(order.id) \(fault)")
            }
            let told = refunds[order.id] ?? 0
            if told != back.count {
                faults.append("\(order.id) has \(told) refunds in the log, and \(back.count) among the payments")
            }
        }
        if paid - refunded != cost { faults.append("₩\(paid) − ₩\(refunded) is not ₩\(cost)") }
        return Finding(
            name: "money adds up",
            evidence: "paid ₩\(grouped(paid)) − refunded ₩\(grouped(refunded)) = orders ₩\(grouped(cost))",
            faults: faults
        )
    }

    private static func fault(
        _ order: Evidence.Order,
        approved: [Int],
        refunds: Int,
        _ isRefunded: Bool
    ) -> String? {
        if approved.count > 1 { return "was paid \(approved.count) times" }
        if let amount = approved.first, amount != order.amount {
            return "costs ₩\(order.amount), and ₩\(amount) was paid"
        }
        switch order.status {
        case .placed, .expired: return approved.isEmpty ? nil : "is \(order.status.rawValue), and was paid"
        case .cancelled, .rejected:
            return refunds == approved.count ? nil : "is \(order.status.rawValue), and was not refunded"
        case .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .completed, .cancelRequested:
            if approved.isEmpty { return "is \(order.status.rawValue), and was never paid" }
            return refunds == 0 ? nil : "is \(order.status.rawValue), and was refunded"
        }
    }

    /// With a comma at each thousand.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }
}
