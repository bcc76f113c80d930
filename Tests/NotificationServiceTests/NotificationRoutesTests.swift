import Contracts
import HTTPTypes
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import NotificationService

@Suite struct NotificationRoutesTests {
    @Test func `Records are listed newest first, and found by customer, order, status and time`() async throws {
        try await withNotifications { (test) async throws -> Void in
            let start = test.clock.now
            try await test.consume(Samples.event(.orderPlaced))
            test.clock.advance(by: .seconds(60))
            try await test.consume(Samples.event(.orderPaid))
            try await test.consume(Samples.event(.orderCompleted))
            test.clock.advance(by: .seconds(60))
            try await test.consume(Samples.event(.orderPaid, Samples.order(customer: "silent")))
            try await test.serve { (http) async throws -> Void in
                func types(_ query: String) async throws -> [String?] {
                    try await http.get("/notificationLogs?\(query)").embedded("notificationLogs").map {
                        $0["eventType"]?.stringValue
                    }
                }
                #expect(try await types("") == ["OrderPaid", "OrderCompleted", "OrderPaid", "OrderPlaced"])
                #expect(try await types("customerId=c1") == ["OrderCompleted", "OrderPaid", "OrderPlaced"])
                #expect(try await types("orderId=o1&status=FAILED") == ["OrderPaid"])
                #expect(try await types("orderId=o2").isEmpty)
                #expect(
                    try await types("from=\(start + .seconds(60))&to=\(start + .seconds(120))") == [
                        "OrderCompleted", "OrderPaid",
                    ]
                )
                #expect(try await types("size=1&page=3") == ["OrderPlaced"])
                #expect(try await types("sort=createdAt").first == "OrderPlaced")
                for query in ["status=DONE", "from=yesterday", "customerId=a%2Fb", "sort=phone"] {
                    #expect(try await http.get("/notificationLogs?\(query)").status == 400, "\(query)")
                }
            }
        }
    }

    @Test func `One record is shown with its links and its phone masked`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.consume(Samples.event(.orderPaid))
            let record = try #require(try await test.records().first)
            try await test.serve { (http) async throws -> Void in
                let reply = try await http.get("/notificationLogs/\(record.id)")
                #expect(reply.status == 200)
                #expect(reply.headers[.eTag] == "\"1\"")
                #expect(reply["status"] == .string("PENDING"))
                #expect(reply["recipientNo"] == .string("010****5678"))
                #expect(reply["_links"]?["self"]?["href"] == .string("/notificationLogs/\(record.id)"))
                #expect(reply["_links"]?["order"]?["href"] == .string("/orders/o1"))
                #expect(try await http.get("/notificationLogs/none").status == 404)
            }
        }
    }

    @Test func `A record made by hand is marked, sent and published`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let made = try await http.post(
                    "/notificationLogs",
                    #"{"customerId":"c1","orderId":"o7","title":"안내","message":"가게 사정으로 배달이 늦어지고 있어요.","status":"DELIVERED"}"#
                )
                #expect(made.status == 201)
                #expect(made["manual"] == .bool(true))
                #expect(made["status"] == .string("PENDING"))
                _ = try await test.service.sender.sendBatch()
                let location = try #require(made.headers[.location])
                #expect(try await http.get(location)["status"] == .string("DELIVERED"))
                #expect(try await test.copyTopics().count == 1)
            }
        }
    }

    @Test func `A record made by hand for nobody fails, for the muted it is suppressed`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                for (customer, status, code) in [
                    ("stranger", "FAILED", "NO_RECIPIENT"), ("silent", "FAILED", "NO_RECIPIENT"),
                    ("muted", "SUPPRESSED", "MUTED"),
                ] {
                    let made = try await http.post(
                        "/notificationLogs",
                        #"{"customerId":"\#(customer)","message":"안내"}"#
                    )
                    #expect(made.status == 201)
                    #expect(made["status"] == .string(status))
                    #expect(made["resultCode"] == .string(code))
                }
            }
        }
    }

    @Test func `A record made by hand is made once for its id`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let body = #"{"id":"n9","customerId":"c1","message":"안내"}"#
                #expect(try await http.post("/notificationLogs", body).status == 201)
                #expect(try await http.post("/notificationLogs", body).status == 200)
                let other = try await http.post(
                    "/notificationLogs",
                    #"{"id":"n9","customerId":"c1","message":"다른 안내"}"#
                )
                #expect(other["code"] == .string("id-taken"))
            }
            #expect(try await test.records().count == 1)
        }
    }

    @Test func `A record made by hand is held to the limits`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let long = String(repeating: "가", count: 1001)
                for body in [
                    #"{"customerId":"c1"}"#, #"{"message":"안내"}"#, #"{"customerId":"c1","message":"\#(long)"}"#,
                    #"{"customerId":"c1","message":"안내","title":"\#(long.prefix(51))"}"#, "[1]", "{",
                ] {
                    #expect(try await http.post("/notificationLogs", body).status == 400)
                }
            }
            #expect(try await test.records().isEmpty)
        }
    }
}
