import Contracts

extension Invariants {
    /// What is missing from each food's portions is what its orders took and did not give back.
    static func stockAddsUp(_ account: Account, _ evidence: Evidence) -> Finding {
        var used: [String: Int] = [:]
        for order in account.taken {
            guard let found = evidence.orders[order.id] else { continue }
            switch found.status {
            case .cancelled, .rejected, .expired: break
            case .placed, .paid, .accepted, .cooking, .cooked, .assigned, .pickedUp, .delivered, .completed,
                .cancelRequested:
                used.merge(found.portions, uniquingKeysWith: +)
            }
        }
        var faults: [String] = []
        var (atFirst, left) = (0, 0)
        for (food, stock) in evidence.foods.sorted(by: { $0.key < $1.key }) {
            atFirst += stock.atFirst
            left += stock.left
            let eaten = used[food] ?? 0
            if stock.left + eaten != stock.atFirst {
                faults.append("\(food): of \(stock.atFirst) portions \(stock.left) are left, and orders took \(eaten)")
            }
        }
        for food in used.keys.sorted() where evidence.foods[food] == nil { faults.append("\(food) is not there") }
        return Finding(
            name: "stock adds up",
            evidence:
                "\(grouped(atFirst)) portions − \(grouped(used.values.reduce(0, +))) taken = \(grouped(left)) left of \(evidence.foods.count) foods",
            faults: faults
        )
    }
}
