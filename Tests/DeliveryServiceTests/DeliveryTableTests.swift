import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct DeliveryTableTests {
    @Test func everyStatusComesBackAsItWasWritten() async throws {
        try await withDelivery { test in
            for status in DeliveryStatus.allCases {
                let delivery = try Sample.delivery(status, id: "d-\(status)")
                try await test.core.database.write { try DeliveryTable.insert(delivery, in: $0) }
                let read = try await test.core.database.read { try DeliveryTable.find(delivery.id, in: $0) }
                #expect(read == delivery)
            }
        }
    }

    @Test func whatIsUnknownStaysUnknown() async throws {
        var errand = Errand(Sample.order("o1", .accepted))
        errand.customerId = nil
        errand.note = nil
        errand.origin = .unknown
        errand.destination = Place(region: .unknown, inferred: true)
        errand.isManual = true
        let (delivery, _) = Delivery.prepare(DeliveryID(trusted: "d1"), errand, readyAt: nil, at: Sample.now)
        try await withDelivery { test in
            try await test.core.database.write { try DeliveryTable.insert(delivery, in: $0) }
            let read = try await test.core.database.read { try DeliveryTable.find(delivery.id, in: $0) }
            #expect(read == delivery)
        }
    }

    @Test func updatesKeepEveryChange() async throws {
        let claimed = try Sample.delivery(.claimed)
        var released = claimed
        _ = try released.release(by: Sample.holder.id, Sample.terms())
        try await withDelivery { test in
            try await test.core.database.write { [released] transaction in
                try DeliveryTable.insert(claimed, in: transaction)
                try DeliveryTable.update(released, from: claimed.version, in: transaction)
            }
            let read = try await test.core.database.read { try DeliveryTable.find(claimed.id, in: $0) }
            #expect(read == released)
        }
    }

    @Test func aChangeMadeFromAnOldStateIsRefused() async throws {
        let open = try Sample.delivery(.open)
        var claimed = open
        _ = try claimed.claim(by: Sample.holder, holding: 0, Sample.terms())
        try await withDelivery { test in
            try await test.core.database.write { [claimed] transaction in
                try DeliveryTable.insert(open, in: transaction)
                try DeliveryTable.update(claimed, from: open.version, in: transaction)
            }
            await #expect(throws: Problem.self) {
                try await test.core.database.write { [claimed] transaction in
                    try DeliveryTable.update(claimed, from: open.version, in: transaction)
                }
            }
        }
    }

    @Test func onlyWhatIsInHandIsHeld() async throws {
        try await withDelivery { test in
            for status in DeliveryStatus.allCases {
                let delivery = try Sample.delivery(status, id: "d-\(status)")
                try await test.core.database.write { try DeliveryTable.insert(delivery, in: $0) }
            }
            let held = try await test.core.database.read { try DeliveryTable.held(by: Sample.holder.id, in: $0) }
            #expect(held == 2)
        }
    }
}
