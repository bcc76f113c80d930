import Contracts
import MQTT
import ServiceKit
import ServiceLifecycle

/// Listens to what riders' apps say of themselves on one kind of topic.
struct SignalListener: Service {
    static let payloadLimit = 4096
    private static let batchLimit = 512

    private let subscription: MQTTSubscription
    private let drops: DropCounter
    private let note: @Sendable (MQTTMessage, RiderID) throws(DropReason) -> Void

    init(
        _ subscription: MQTTSubscription,
        drops: DropCounter,
        note: @escaping @Sendable (MQTTMessage, RiderID) throws(DropReason) -> Void
    ) {
        self.subscription = subscription
        self.drops = drops
        self.note = note
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while let messages = await subscription.nextBatch(limit: Self.batchLimit) { hear(messages) }
        }
    }

    func hear(_ messages: [MQTTMessage]) {
        for message in messages {
            do throws(DropReason) {
                guard let rider = Topics.riderParts(of: message.topic)?.rider else { throw .badRiderID }
                guard message.payload.count <= Self.payloadLimit else { throw .tooLarge }
                try note(message, rider)
            } catch {
                drops.count(error)
            }
        }
    }
}
