import BizgoStandIn
import Contracts
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

@Suite(.timeLimit(.minutes(2))) struct ResendTests {
    @Test func `What was given up is sent again by hand, and asked twice it is sent once`() async throws {
        let script = StandInScript([.init(.refuseRecipient, code: "Z1")])
        try await withBizgo(script, tryLimit: 1) { (test) async throws -> Void in
            try await test.pay()
            try await test.send()
            let dead = try #require(try await test.record())
            #expect(dead.status == .dead)
            try await test.notifications.serve { (http) async throws -> Void in
                let shown = try await http.get("/notificationLogs/\(dead.id)")
                #expect(shown["_links"]?["resend"]?["href"] == .string("/notificationLogs/\(dead.id)/resend"))
                let first = try await http.put("/notificationLogs/\(dead.id)/resend")
                #expect(first.status == 200 && first["status"] == .string("PENDING"))
                let second = try await http.put("/notificationLogs/\(dead.id)/resend")
                #expect(second.status == 200 && second.json == first.json)
                #expect(second["_links"]?["resend"] == nil)
            }
            try await test.send()
            try await test.collect()
            #expect(try await test.record()?.status == .delivered)
            #expect(test.standIn.messages.count == 1)
            try await test.notifications.serve { (http) async throws -> Void in
                let third = try await http.put("/notificationLogs/\(dead.id)/resend")
                #expect(third.status == 200 && third["status"] == .string("DELIVERED"))
            }
        }
    }

    @Test func `What has failed goes again to the number as it is now, under a new key`() async throws {
        try await withBizgo { (test) async throws -> Void in
            try await test.pay("silent")
            let failed = try #require(try await test.record())
            #expect(failed.status == .failed && failed.resultCode == "NO_RECIPIENT")
            try await test.notifications.serve { (http) async throws -> Void in
                #expect(try await http.patch("/customers/silent", #"{"phone":"010-5555-6666"}"#).status == 200)
                #expect(try await http.put("/notificationLogs/\(failed.id)/resend").status == 200)
            }
            try await test.send()
            try await test.collect()
            #expect(try await test.record()?.status == .delivered)
            #expect(test.standIn.messages.map(\.to) == ["01055556666"])
        }
    }

    @Test func `What has arrived, or may arrive, is not sent again`() async throws {
        try await withNotifications(provider: LocalProvider()) { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            let record = try #require(try await test.records().first)
            for status in NotificationStatus.allCases where !status.canBeSentAgain {
                try await test.core.database.write { transaction in
                    _ = try transaction.execute("UPDATE notification SET status = $1", [.text(status.rawValue)])
                }
                try await test.serve { (http) async throws -> Void in
                    let reply = try await http.put("/notificationLogs/\(record.id)/resend")
                    #expect(reply.status == 409 && reply["code"] == .string("illegal-transition"))
                    #expect(reply["currentStatus"] == .string(status.rawValue))
                }
            }
        }
    }

    @Test func `One that asks for the muted stays muted`() async throws {
        try await withNotifications(provider: LocalProvider()) { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            try await test.core.database.write { transaction in
                _ = try transaction.execute("UPDATE notification SET status = 'FAILED', customer_id = 'muted'")
            }
            let record = try #require(try await test.records().first)
            try await test.serve { (http) async throws -> Void in
                let reply = try await http.put("/notificationLogs/\(record.id)/resend")
                #expect(reply["status"] == .string("SUPPRESSED") && reply["resultCode"] == .string("MUTED"))
            }
        }
    }
}
