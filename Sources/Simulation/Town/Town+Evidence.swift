import Contracts

extension Town {
    /// Asks for everything that the invariants need, after the fact.
    ///
    /// - Parameters:
    ///   - before: the heads of the log before anybody ordered.
    ///   - after: the heads now; nil where the system did not come to rest.
    func evidence(
        of account: Account,
        _ scenario: Scenario,
        _ names: Names,
        before: Progress,
        after: Progress?
    ) async throws -> Evidence {
        var evidence = Evidence()
        evidence.isSettled = after != nil
        let ids = account.taken.map(\.id)
        let orders = try await gather(ids) { id in
            let answer = try await get("/orders/\(id)")
            return Named(id: id, value: answer.isSuccess ? Evidence.Order(answer.body) : nil)
        }
        for order in orders { evidence.orders[order.id] = order.value }
        evidence.payments = try await gather(ids) { id in
            try await list("/payments?orderId=\(id)&size=100", "payments").compactMap(Evidence.Payment.init)
        }.flatMap { $0 }
        evidence.records = try await gather(ids) { id in
            try await list("/notificationLogs?orderId=\(id)&size=1000", "notificationLogs")
                .compactMap(Evidence.Record.init)
        }.flatMap { $0 }
        let foods = scenario.shops.indices.flatMap { shop in
            scenario.shops[shop].dishes.indices.map { (names.food(shop, $0), scenario.shops[shop].portions) }
        }
        let counts = try await gather(foods.map(\.0)) { food in
            Named(id: food, value: try await get("/foods/\(food)").body["count"]?.integer)
        }
        for (food, count) in zip(foods, counts) {
            evidence.foods[food.0] = count.value.map { Evidence.Food(atFirst: food.1, left: Int($0)) }
        }
        for context in [EventContext.order, .store, .delivery] {
            try await readLog(context, after: before.heads[context] ?? 0, to: after?.heads[context], names, &evidence)
        }
        return evidence
    }

    private func list(_ path: String, _ name: String) async throws -> [JSONValue] {
        try await get(path).body["_embedded"]?[name]?.elements ?? []
    }

    /// Page by page, until a head or an empty page.
    private func readLog(
        _ context: EventContext,
        after start: Int64,
        to head: Int64?,
        _ names: Names,
        _ evidence: inout Evidence
    ) async throws {
        var last = start
        while last < head ?? .max {
            let page = try await list("/events/\(context.rawValue)?after=\(last)&limit=1000", "events")
            guard !page.isEmpty else { break }
            for item in page {
                guard let sequence = item["sequence"]?.stringValue.flatMap(Int64.init) else { continue }
                if sequence != last + 1 { evidence.gaps.append("\(context.rawValue): \(sequence) follows \(last)") }
                last = max(last, sequence)
                guard let event = Evidence.LogEvent(item, sequence), names.errand(event.order) != nil else { continue }
                evidence.log[context, default: []].append(event)
            }
        }
        if let head, last < head { evidence.gaps.append("\(context.rawValue): ends at \(last), and \(head) was told") }
    }
}

private struct Named<Value: Sendable>: Sendable {
    let id: String
    let value: Value?
}

extension Evidence.Order {
    init?(_ body: JSONValue) {
        guard let status = body["status"]?.stringValue.flatMap(OrderStatus.init), let amount = body["amount"]?.integer
        else { return nil }
        var portions: [String: Int] = [:]
        for item in body["items"]?.elements ?? [] {
            guard let food = item["foodId"]?.stringValue, let quantity = item["quantity"]?.integer else { return nil }
            portions[food, default: 0] += Int(quantity)
        }
        self.init(status: status, amount: Int(amount), portions: portions)
    }
}

extension Evidence.Payment {
    init?(_ body: JSONValue) {
        guard let order = body["orderId"]?.stringValue, let amount = body["amount"]?.integer,
            let status = body["status"]?.stringValue.flatMap(PaymentStatus.init)
        else { return nil }
        self.init(order: order, amount: Int(amount), status: status)
    }
}

extension Evidence.Record {
    init?(_ body: JSONValue) {
        guard let event = body["eventId"]?.stringValue, let channel = body["channel"]?.stringValue,
            let role = body["recipientRole"]?.stringValue.flatMap(RecipientRole.init)
        else { return nil }
        self.init(event: event, role: role, channel: channel)
    }
}

extension Evidence.LogEvent {
    /// A CloudEvent as the log gives it.
    init?(_ event: JSONValue, _ sequence: Int64) {
        guard let id = event["id"]?.stringValue, let type = event["type"]?.stringValue.flatMap(EventType.init),
            let order = event["correlationid"]?.stringValue
        else { return nil }
        let data = event["data"]
        let payment = data?["payment"]?["status"]?.stringValue.flatMap(PaymentStatus.init)
        self.init(
            id: id,
            type: type,
            sequence: sequence,
            order: order,
            rider: type.context == .delivery ? data?["riderId"]?.stringValue : nil,
            delivery: type.context == .delivery ? data?["deliveryId"]?.stringValue : nil,
            isPaid: payment == .approved || payment == .refunded
        )
    }
}
