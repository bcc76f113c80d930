import MQTT
import NIOCore

/// What MQTT tells of the lives: the status of each order, and the two events their next steps wait for.
struct LifeFeed: Sendable {
    /// News of the life of one number, and when it was received.
    struct Item: Sendable {
        let number: Int
        let news: Life.News
        let at: NIODeadline
    }

    private static let bufferLimit = 100_000
    private static let statusRoot = "baedal/v1/orders/"
    private static let receivedRoot = "baedal/v1/events/store/OrderReceived/"
    private static let openedRoot = "baedal/v1/events/delivery/DeliveryOpened/"

    private let statuses: MQTTSubscription
    private let received: MQTTSubscription
    private let opened: MQTTSubscription

    init(client: MQTTClient) {
        statuses = client.subscribe(to: Self.statusRoot + "+/status", bufferLimit: Self.bufferLimit)
        received = client.subscribe(to: Self.receivedRoot + "+", bufferLimit: Self.bufferLimit)
        opened = client.subscribe(to: Self.openedRoot + "+", bufferLimit: Self.bufferLimit)
    }

    func waitUntilActive() async throws {
        for subscription in [statuses, received, opened] { try await subscription.waitUntilActive() }
    }

    /// Hands over what concerns orders of a prefix, until cancelled.
    func follow(orders prefix: String, _ take: @escaping @Sendable ([Item]) -> Void) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await Self.pump(statuses, take) { message in
                    guard let number = Self.number(in: message.topic, after: Self.statusRoot + prefix),
                        let status = JSONText.value(of: "status", in: message.payload)
                    else { return nil }
                    return (number, .status(status))
                }
            }
            group.addTask {
                await Self.pump(received, take) { message in
                    Self.number(in: message.topic, after: Self.receivedRoot + prefix).map { ($0, .atStore) }
                }
            }
            group.addTask {
                await Self.pump(opened, take) { message in
                    guard let order = JSONText.value(of: "correlationid", in: message.payload),
                        let number = Self.number(in: order, after: prefix)
                    else { return nil }
                    return (number, .onBoard(String(message.topic.dropFirst(Self.openedRoot.count))))
                }
            }
        }
    }

    private static func pump(
        _ subscription: MQTTSubscription,
        _ take: @Sendable ([Item]) -> Void,
        _ read: (MQTTMessage) -> (Int, Life.News)?
    ) async {
        while let batch = await subscription.nextBatch(limit: 500) {
            let now = NIODeadline.now()
            let items = batch.compactMap { message in
                read(message).map { Item(number: $0, news: $1, at: now) }
            }
            if !items.isEmpty { take(items) }
        }
    }

    private static func number(in text: String, after prefix: String) -> Int? {
        guard text.hasPrefix(prefix) else { return nil }
        return Int(text.dropFirst(prefix.count).prefix { $0 != "/" })
    }
}
