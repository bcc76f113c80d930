/// How good a day was.
public struct Measures: Hashable, Sendable {
    public var orders: Int
    /// Per cent of all orders.
    public var undelivered: Double
    /// Minutes from order to door.
    public var clickToDoor: Spread
    /// Minutes that the food waited.
    public var readyToPickup: Spread
    /// Pay for each delivered order.
    public var costPerOrder: Double

    public init(_ solution: Solution, of instance: Instance) {
        let delivered = solution.orders
        orders = instance.orders.count
        undelivered = orders == 0 ? 0 : 100 * Double(orders - delivered.count) / Double(orders)
        clickToDoor = Spread(delivered.map { Double($0.dropoffAt - $0.placedAt) })
        readyToPickup = Spread(delivered.map { Double($0.pickupAt - $0.readyAt) })

        var counts: [String: Int] = [:]
        for order in delivered { counts[order.courier, default: 0] += 1 }
        var pay = 0.0
        for courier in instance.couriers {
            let guaranteed = instance.rules.guaranteedPayPerHour * Double(courier.offTime - courier.onTime) / 60
            pay += max(instance.rules.payPerOrder * Double(counts[courier.id] ?? 0), guaranteed)
        }
        costPerOrder = delivered.isEmpty ? 0 : pay / Double(delivered.count)
    }

    /// The mean of each measure over some days, as the published results are given. Nil of none.
    public init?(meanOf measures: [Measures]) {
        guard !measures.isEmpty else { return nil }
        func mean(_ value: (Measures) -> Double) -> Double {
            measures.reduce(0) { $0 + value($1) } / Double(measures.count)
        }
        orders = measures.reduce(0) { $0 + $1.orders }
        undelivered = mean { $0.undelivered }
        clickToDoor = Spread(mean: mean { $0.clickToDoor.mean }, p90: mean { $0.clickToDoor.p90 })
        readyToPickup = Spread(mean: mean { $0.readyToPickup.mean }, p90: mean { $0.readyToPickup.p90 })
        costPerOrder = mean { $0.costPerOrder }
    }
}

extension Measures {
    public struct Spread: Hashable, Sendable {
        public var mean: Double
        /// The 90th percentile, between two values in proportion.
        public var p90: Double
    }
}

extension Measures.Spread {
    /// Of no values, zero.
    init(_ values: [Double]) {
        guard !values.isEmpty else {
            self.init(mean: 0, p90: 0)
            return
        }
        let sorted = values.sorted()
        let place = 0.9 * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        let p90 = sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        self.init(mean: values.reduce(0, +) / Double(values.count), p90: p90)
    }
}
