import Contracts
import TestSupport
import Testing

@testable import NotificationService

@Suite struct TemplateRoutesTests {
    @Test func `Every template is shown with a preview within the limits`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let page = try await http.get("/notificationTemplates?size=100")
                let templates = page.embedded("notificationTemplates")
                #expect(templates.count == (try TemplateLibrary.bundled().all.count))
                for template in templates {
                    let message = try #require(template["preview"]?["message"]?.stringValue)
                    #expect(!message.contains("#{") && message.utf16.count <= 1000)
                    #expect(template["preview"]?["fallback"]?.stringValue?.contains("#{") == false)
                }
            }
        }
    }

    @Test func `One is found by its code`() async throws {
        try await withNotifications { (test) async throws -> Void in
            try await test.serve { (http) async throws -> Void in
                let reply = try await http.get("/notificationTemplates/ORDER_PAID")
                #expect(reply.status == 200 && reply["eventType"] == .string("OrderPaid"))
                #expect(reply["text"]?.stringValue?.contains("#{고객명}님") == true)
                #expect(reply["preview"]?["message"]?.stringValue?.hasPrefix("김하늘님, 결제가 완료됐어요.") == true)
                #expect(try await http.get("/notificationTemplates/NONE").status == 404)
                #expect(try await http.get("/notificationTemplates/a%2Bb").status == 400)
            }
        }
    }
}
