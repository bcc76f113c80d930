import Contracts
import MQTT

extension EventTable.Logged {
    /// The event itself, and the copy of its data where one was asked for.
    var messages: [MQTTMessage] {
        var messages = [
            MQTTMessage(
                topic: event.topic,
                payload: Array(event.json.utf8),
                qos: .atLeastOnce,
                retain: false,
                properties: MQTTProperties(
                    userProperties: event.attributes.map { MQTTProperties.UserProperty($0.name, $0.value) },
                    contentType: Event.contentType
                )
            )
        ]
        if let copyTopic, case .data(let data) = event.body {
            messages.append(
                MQTTMessage(
                    topic: copyTopic,
                    payload: Array(data.utf8),
                    qos: .atLeastOnce,
                    retain: false,
                    properties: MQTTProperties(contentType: "application/json")
                )
            )
        }
        return messages
    }
}

extension RetainedTable.Snapshot {
    /// nil where it has expired meanwhile: the broker forgets it by itself.
    func message(at now: Timestamp) -> MQTTMessage? {
        guard let payload else {
            return MQTTMessage(topic: topic, payload: [], qos: .atLeastOnce, retain: true, properties: MQTTProperties())
        }
        var properties = MQTTProperties(contentType: "application/json")
        if let expiresAt {
            let seconds = (expiresAt.milliseconds - now.milliseconds + 999) / 1000
            guard seconds > 0 else { return nil }
            properties.messageExpiry = UInt32(clamping: seconds)
        }
        return MQTTMessage(
            topic: topic,
            payload: Array(payload.utf8),
            qos: .atLeastOnce,
            retain: true,
            properties: properties
        )
    }
}
