import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct DeliveryTimerTests {
    @Test func aClaimNotPickedUpGoesBackToTheBoard() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            let open = try await test.open("o1")
            let timer = DeliveryTimer(book: test.book, clock: test.core.clock)
            let command = RiderCommand(action: .claim, delivery: open.id, rider: Sample.holder.id)
            try await test.core.database.write { transaction in
                _ = try RiderDesk(book: test.book).perform(
                    command,
                    cause: .own("test"),
                    at: test.clock.now,
                    in: transaction
                )
            }
            let board = Topics.openDelivery(Sample.door.region, open.id)
            let mine = Topics.riderDelivery(Sample.holder.id, open.id)
            #expect(try await test.retained(board) == nil)
            #expect(try await test.retained(mine)?["address"]?.stringValue == Sample.door.address)

            test.clock.advance(by: .seconds(899))
            try await timer.look()
            #expect(try await test.delivery(of: "o1")?.status == .claimed)
            test.clock.advance(by: .seconds(1))
            try await timer.look()
            try await timer.look()
            let back = try #require(await test.delivery(of: "o1"))
            #expect(back.status == .open)
            #expect(back.riderId == nil)
            #expect(try await test.retained(board) != nil)
            #expect(try await test.retained(mine) == nil)
            let types = try await test.events()
            #expect(
                types == [.riderRegistered, .deliveryPrepared, .deliveryOpened, .deliveryClaimed, .deliveryReleased]
            )
        }
    }

    @Test func anOpenDeliveryIsAnnouncedAgain() async throws {
        try await withDelivery { test in
            let open = try await test.open("o1")
            let timer = DeliveryTimer(book: test.book, clock: test.core.clock)
            test.clock.advance(by: .seconds(3600))
            try await timer.look()
            try await timer.look()
            #expect(try await test.events() == [.deliveryPrepared, .deliveryOpened, .deliveryOpened])
            let shown = try await test.retained(Topics.openDelivery(Sample.door.region, open.id))
            #expect(shown?["expiresAt"]?.stringValue == (test.clock.now + .seconds(3600)).description)
        }
    }
}
