import Contracts
import ServiceKit
import ServiceLifecycle
import Storage

/// What the store service does by itself. What is due stands in the tables, so a restart forgets nothing.
struct StoreTimers: Sendable {
    private static let batchLimit = 200

    let core: ServiceCore
    let configuration: StoreConfiguration

    var workers: [any Service] {
        [
            Ticker("unaccepted-orders", every: .seconds(1), logger: core.logger) { try await rejectUnaccepted() },
            Ticker("unconfirmed-reservations", every: .seconds(1), logger: core.logger) {
                try await releaseUnconfirmed()
            },
            Ticker("old-answers", every: .seconds(600), logger: core.logger) {
                try await core.database.write { [now = core.clock.now] in try Idempotency.purge(now: now, in: $0) }
            },
        ]
    }

    /// Rejects the orders that no store accepted in time.
    func rejectUnaccepted() async throws {
        let now = core.clock.now
        let reason = "가게가 \(configuration.acceptWindow.inKorean) 안에 주문을 받지 않았어요"
        try await forEach {
            try StoreOrderTable.unaccepted(by: now, limit: Self.batchLimit, in: $0)
        } do: { id, work in
            guard var order = try StoreOrderTable.find(id, in: work.transaction) else { return }
            let events = order.expire(reason: reason, at: now)
            try StoreOrderBook(work).update(order, events)
        }
    }

    /// Gives back the food of orders that were never placed.
    func releaseUnconfirmed() async throws {
        let time = core.clock.now - configuration.reservationWindow
        try await forEach {
            try HeldFoodTable.unconfirmed(before: time, limit: Self.batchLimit, in: $0)
        } do: { id, work in
            // The order may have been placed since the look.
            guard try HeldFoodTable.find(id, in: work.transaction)?.isConfirmed == false else { return }
            try Stock(work).giveBack(id, as: .released)
        }
    }

    /// Looks first and writes only where something is due: a look costs no commit.
    private func forEach(
        due: @escaping @Sendable (Transaction) throws -> [OrderID],
        do action: @escaping @Sendable (OrderID, UnitOfWork) throws -> Void
    ) async throws {
        var ids = try await core.database.read(due)
        while !ids.isEmpty, !Task.isCancelled {
            let now = core.clock.now
            try await core.database.write { [ids, log = core.log] transaction in
                for id in ids {
                    try action(
                        id,
                        UnitOfWork(transaction: transaction, log: log, cause: .own(IDText.make(at: now)), now: now)
                    )
                }
            }
            ids = ids.count < Self.batchLimit ? [] : try await core.database.read(due)
        }
    }
}

extension Duration {
    /// As a person says it: `5분`, `90초`.
    fileprivate var inKorean: String {
        let seconds = components.seconds
        return seconds >= 60 && seconds % 60 == 0 ? "\(seconds / 60)분" : "\(seconds)초"
    }
}
