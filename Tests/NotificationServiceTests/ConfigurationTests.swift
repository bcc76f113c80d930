import TestSupport
import Testing

@testable import NotificationService

@Suite struct ConfigurationTests {
    @Test(arguments: ["", "127.0.0.1:8088", "ftp://a", "http://a/", "http://" + String(repeating: "a", count: 200)])
    func `Links that lead nowhere are refused before anything starts`(webBase: String) async throws {
        var configuration = NotificationConfiguration()
        configuration.webBase = webBase
        await expectRefusal(of: configuration)
    }

    @Test(arguments: [0, 201])
    func `A batch has its bounds`(limit: Int) async throws {
        var configuration = NotificationConfiguration()
        configuration.batchLimit = limit
        await expectRefusal(of: configuration)
    }

    private func expectRefusal(of configuration: NotificationConfiguration) async {
        await #expect(throws: NotificationConfigurationError.self) {
            try await withNotifications(configuration) { _ in }
        }
    }
}
