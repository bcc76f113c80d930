import CMosquitto
import Logging

/// What libmosquitto's callbacks write into, on the connection's thread only.
///
/// The library holds it unretained: `ConnectionLoop` keeps it alive until the handle is destroyed.
final class CallbackContext {
    enum Acceptance: Equatable {
        case accepted(sessionPresent: Bool)
        case refused(code: Int32)
    }

    private let core: ClientCore
    private(set) var acceptance: Acceptance?
    private(set) var disconnectReason: Int32?
    /// SUBSCRIBE requests without an answer, by message id.
    private(set) var unanswered: [Int32: MQTTSubscription] = [:]
    /// The thread's own list, so that routing a message takes no lock but that of the buffer it ends in.
    private(set) var subscriptions: [MQTTSubscription] = []
    private(set) var unmatchedCount = 0
    /// How often the library has called back, which is how often it has read a whole packet, pings aside.
    private(set) var callCount = 0
    private var sleepers: [MQTTSubscription] = []

    init(_ core: ClientCore) {
        self.core = core
    }

    func beginConnection(with subscriptions: some Sequence<MQTTSubscription>) {
        acceptance = nil
        disconnectReason = nil
        unanswered = [:]
        self.subscriptions += subscriptions
    }

    func add(_ subscription: MQTTSubscription) {
        subscriptions.append(subscription)
    }

    func subscribing(_ subscription: MQTTSubscription, messageID: Int32) {
        unanswered[messageID] = subscription
    }

    func register(with handle: MosquittoHandle) {
        let pointer = handle.pointer
        mosquitto_connect_v5_callback_set(pointer) { _, context, code, flags, _ in
            CallbackContext.from(context).didConnect(code: code, flags: flags)
        }
        mosquitto_disconnect_v5_callback_set(pointer) { _, context, code, _ in
            CallbackContext.from(context).disconnectReason = code
        }
        mosquitto_publish_v5_callback_set(pointer) { _, context, messageID, code, _ in
            CallbackContext.from(context).didPublish(messageID, code: code)
        }
        mosquitto_subscribe_v5_callback_set(pointer) { _, context, messageID, count, granted, _ in
            CallbackContext.from(context).didSubscribe(messageID, granted: count > 0 ? granted?.pointee : nil)
        }
        mosquitto_message_v5_callback_set(pointer) { _, context, message, properties in
            guard let message else { return }
            CallbackContext.from(context).didReceive(MQTTMessage(message.pointee, properties: properties))
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CallbackContext {
        let context = Unmanaged<CallbackContext>.fromOpaque(context!).takeUnretainedValue()
        context.callCount += 1
        return context
    }

    /// Wakes the consumers that what was read since the last time is for.
    func wakeConsumers() {
        if sleepers.isEmpty { return }
        for subscription in sleepers { subscription.wakeConsumer() }
        sleepers.removeAll(keepingCapacity: true)
    }

    private func didConnect(code: Int32, flags: Int32) {
        acceptance = code == 0 ? .accepted(sessionPresent: flags & 1 != 0) : .refused(code: code)
    }

    private func didPublish(_ messageID: Int32, code: Int32) {
        if code < 0x80 {
            let nobody = code == Int32(MQTT_RC_NO_MATCHING_SUBSCRIBERS.rawValue)
            core.acknowledge(messageID, with: .success(PublishAcknowledgement(noMatchingSubscribers: nobody)))
        } else {
            let reason = MosquittoLibrary.reason(code, version: .v5)
            core.acknowledge(messageID, with: .failure(.refused(reasonCode: UInt8(clamping: code), reason: reason)))
        }
    }

    private func didSubscribe(_ messageID: Int32, granted: Int32?) {
        guard let subscription = unanswered.removeValue(forKey: messageID) else { return }
        guard let granted, granted < 0x80 else {
            let reason = MosquittoLibrary.reason(granted ?? 0x80, version: .v5)
            core.logger.error("the MQTT broker refused the subscription to \(subscription.filter): \(reason)")
            subscription.refused(.refused(reasonCode: UInt8(clamping: granted ?? 0x80), reason: reason))
            return
        }
        subscription.activated()
    }

    private func didReceive(_ message: MQTTMessage) {
        var isMatched = false
        for subscription in subscriptions where subscription.pattern?.matches(message.topic) == true {
            isMatched = true
            if subscription.append(message) { sleepers.append(subscription) }
        }
        // A persistent session still carries what an earlier life of this client subscribed to.
        if !isMatched { unmatchedCount += 1 }
    }
}

extension MQTTMessage {
    fileprivate init(_ message: mosquitto_message, properties: OpaquePointer?) {
        self.init(
            topic: String(cString: message.topic),
            payload: Array(UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))),
            qos: message.qos == 0 ? .atMostOnce : .atLeastOnce,
            retain: message.retain,
            properties: properties == nil ? MQTTProperties() : MQTTProperties(properties)
        )
    }
}
