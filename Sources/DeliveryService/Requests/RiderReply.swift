import Contracts
import MQTT

/// The answer to a rider's request: the delivery, or the problem, as REST gives them.
struct RiderReply: Encodable, Sendable {
    private enum Key: String, CodingKey { case ok, delivery, problem, correlationId }

    let address: ReplyAddress
    let correlationId: String?
    let outcome: Result<DeliveryView, Problem>

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch outcome {
        case .success(let delivery):
            try container.encode(true, forKey: .ok)
            try container.encode(delivery, forKey: .delivery)
        case .failure(let problem):
            try container.encode(false, forKey: .ok)
            try container.encode(problem, forKey: .problem)
        }
        try container.encodeIfPresent(correlationId, forKey: .correlationId)
    }

    func message() throws -> MQTTMessage {
        MQTTMessage(
            topic: address.topic,
            payload: Array(try JSON.data(self)),
            qos: .atLeastOnce,
            retain: false,
            properties: MQTTProperties(
                correlationData: address.correlationData,
                contentType: "application/json"
            )
        )
    }
}
