import Contracts
import Testing

@testable import StoreService

/// Every status against every command.
@Suite struct StoreOrderTests {
    enum Command: CaseIterable, Sendable {
        case accept, reject, startCook, finishCook, cancel, expire
    }

    enum Outcome: Sendable, Equatable {
        case becomes(StoreOrderStatus, StoreOrderEvent)
        /// Events without a change of status.
        case answers(StoreOrderEvent)
        case nothing
        case refused
    }

    struct Cell: Sendable, CustomTestStringConvertible {
        let status: StoreOrderStatus
        let command: Command
        let outcome: Outcome

        var testDescription: String { "\(status.rawValue) \(command)" }
    }

    private static let table: [StoreOrderStatus: [Outcome]] = [
        // accept, reject, startCook, finishCook, cancel, expire
        .received: [
            .becomes(.accepted, .accepted), .becomes(.rejected, .rejected), .refused, .refused,
            .becomes(.cancelled, .cancelled), .becomes(.rejected, .rejected),
        ],
        .accepted: [
            .nothing, .refused, .becomes(.cooking, .cookingStarted), .refused, .becomes(.cancelled, .cancelled),
            .nothing,
        ],
        .cooking: [
            .nothing, .refused, .nothing, .becomes(.cooked, .cookingFinished), .answers(.cancelRefused), .nothing,
        ],
        .cooked: [.nothing, .refused, .nothing, .nothing, .answers(.cancelRefused), .nothing],
        .rejected: [.refused, .nothing, .refused, .refused, .nothing, .nothing],
        .cancelled: [.refused, .refused, .refused, .refused, .nothing, .nothing],
    ]

    static let cells: [Cell] = StoreOrderStatus.allCases.flatMap { status in
        zip(Command.allCases, table[status] ?? []).map { Cell(status: status, command: $0, outcome: $1) }
    }

    private static let now = Timestamp(milliseconds: 1_795_338_000_000)

    @Test func theTableIsFull() {
        #expect(Self.cells.count == StoreOrderStatus.allCases.count * Command.allCases.count)
    }

    @Test(arguments: cells) func commandInStatus(cell: Cell) throws {
        var order = Self.order(cell.status)
        let before = order
        switch cell.outcome {
        case .becomes(let status, let event):
            #expect(try Self.run(cell.command, on: &order) == [event])
            #expect(order.data.status == status)
            #expect(order.data.version == before.data.version + 1)
        case .answers(let event):
            #expect(try Self.run(cell.command, on: &order) == [event])
            #expect(order == before)
        case .nothing:
            #expect(try Self.run(cell.command, on: &order) == [])
            #expect(order == before)
        case .refused:
            let problem = try #require(throws: Problem.self) { try Self.run(cell.command, on: &order) }
            #expect(problem.code == .illegalTransition)
            #expect(problem.currentStatus == cell.status.rawValue)
            #expect(problem.allowed == cell.status.actions.map(\.rawValue))
            #expect(order == before)
        }
    }

    /// What the links offer is exactly what moves the order.
    @Test(arguments: StoreOrderStatus.allCases) func allowedActionsAreTheOnesThatMove(status: StoreOrderStatus) throws {
        let commands: [StoreOrderAction: Command] = [
            .accept: .accept, .reject: .reject, .startCook: .startCook, .finishCook: .finishCook,
        ]
        for action in StoreOrderAction.allCases {
            var order = Self.order(status)
            let command = try #require(commands[action])
            let events = (try? Self.run(command, on: &order)) ?? []
            #expect(status.actions.contains(action) == !events.isEmpty)
        }
    }

    @Test func acceptanceSetsWhenTheFoodIsReady() throws {
        var order = Self.order(.received)
        _ = try order.accept(cookMinutes: 35, at: Self.now)
        #expect(order.data.cookMinutes == 35)
        #expect(order.data.readyAt == Self.now + .seconds(35 * 60))
        _ = try order.startCook()
        _ = try order.finishCook(at: Self.now + .seconds(600))
        #expect(order.data.readyAt == Self.now + .seconds(600))
    }

    @Test func acceptanceDefaultsToTwentyMinutes() throws {
        var order = Self.order(.received)
        _ = try order.accept(cookMinutes: nil, at: Self.now)
        #expect(order.data.cookMinutes == 20)
        #expect(try order.accept(cookMinutes: 20, at: Self.now) == [])
        #expect(throws: Problem.self) { try order.accept(cookMinutes: 21, at: Self.now) }
    }

    @Test func rejectionForAnotherReasonIsAnotherOutcome() throws {
        var order = Self.order(.rejected)
        #expect(throws: Problem.self) { try order.reject(reason: "다른 이유") }
    }

    @Test func nothingExpiresBeforeItsTime() {
        var order = StoreOrder(data: .sample(.received, acceptBy: Self.now), createdAt: Self.now)
        #expect(order.expire(reason: "늦음", at: Self.now - .milliseconds(1)) == [])
        #expect(order.expire(reason: "늦음", at: Self.now) == [.rejected])
    }

    private static func order(_ status: StoreOrderStatus) -> StoreOrder {
        var data = StoreOrderData.sample(status, acceptBy: now)
        switch status {
        case .received: break
        case .accepted, .cooking, .cooked: data.cookMinutes = 20
        case .rejected, .cancelled: data.reason = "재료 소진"
        }
        return StoreOrder(data: data, createdAt: now)
    }

    private static func run(_ command: Command, on order: inout StoreOrder) throws -> [StoreOrderEvent] {
        switch command {
        case .accept: try order.accept(cookMinutes: nil, at: now)
        case .reject: try order.reject(reason: "재료 소진")
        case .startCook: try order.startCook()
        case .finishCook: try order.finishCook(at: now)
        case .cancel: order.cancel(reason: "마음이 바뀜")
        case .expire: order.expire(reason: "늦음", at: now)
        }
    }
}
