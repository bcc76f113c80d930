import Contracts
import Foundation

extension Town {
    /// Registers everybody of a scenario under this run's names.
    func register(_ scenario: Scenario, as names: Names) async throws {
        var calls: [Call] = []
        for (number, shop) in scenario.shops.enumerated() {
            calls.append(
                Self.post(
                    "/stores",
                    [
                        "id": .string(names.store(number)), "name": .string(shop.name),
                        "address": .string(shop.address),
                        "phone": .string("02-1234-\(Self.digits(number))"),
                    ]
                )
            )
        }
        try await all(calls)
        calls = scenario.shops.indices.flatMap { number in
            scenario.shops[number].dishes.enumerated().map { index, dish in
                Self.post(
                    "/foods",
                    [
                        "id": .string(names.food(number, index)), "name": .string(dish.name),
                        "price": .integer(Int64(dish.price)), "count": .integer(Int64(scenario.shops[number].portions)),
                        "storeId": .string(names.store(number)),
                    ]
                )
            }
        }
        calls += scenario.shifts.enumerated().map { number, shift in
            Self.post(
                "/riders",
                [
                    "id": .string(names.rider(number)), "name": .string(shift.name),
                    "phone": .string("010-5000-\(Self.digits(number))"),
                ]
            )
        }
        calls += scenario.errands.enumerated().map { number, errand in
            Self.post(
                "/customers",
                [
                    "id": .string(names.customer(number)), "name": .string(errand.customer),
                    "phone": .string("010-\(Self.digits(number / 10_000 + 2000))-\(Self.digits(number))"),
                ]
            )
        }
        try await all(calls)
    }

    /// Switches areas between the board and automatic dispatch.
    ///
    /// - Returns: how each was dispatched before.
    func dispatch(_ modes: [RegionPath: String]) async throws -> [RegionPath: String] {
        var before: [RegionPath: String] = [:]
        for (area, mode) in modes {
            let path = "/regions/\(area)/dispatch".addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
            before[area] = try await get(path).body["mode"]?.stringValue
            let answer = try await ask(Call(method: .put, path: path, body: ["mode": .string(mode)]))
            guard answer.isSuccess else {
                throw SimulationFailure(
                    "\(area) cannot be dispatched by '\(mode)': the server answered \(answer.status)."
                )
            }
        }
        return before
    }

    private func all(_ calls: [Call]) async throws {
        _ = try await gather(calls) { call in
            let answer = try await ask(call)
            guard answer.isSuccess else {
                throw SimulationFailure("POST \(call.path) was answered \(answer.status): nobody could be registered.")
            }
        }
    }

    /// Does the same for many, a few at a time; the results are in their order.
    func gather<Item: Sendable, Value: Sendable>(
        _ items: [Item],
        _ body: @escaping @Sendable (Item) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Gathered<Value>.self) { group in
            var values: [Value?] = Array(repeating: nil, count: items.count)
            for (index, item) in items.enumerated() {
                if index >= 16, let done = try await group.next() { values[done.index] = done.value }
                group.addTask { Gathered(index: index, value: try await body(item)) }
            }
            while let done = try await group.next() { values[done.index] = done.value }
            return values.compactMap { $0 }
        }
    }

    private static func post(_ path: String, _ body: [String: JSONValue]) -> Call {
        Call(method: .post, path: path, body: body)
    }

    private static func digits(_ number: Int) -> String { String(format: "%04d", number % 10_000) }
}

private struct Gathered<Value: Sendable>: Sendable {
    let index: Int
    let value: Value
}
