import Contracts
import MQTT

/// Where the answer to a request goes, and what must be sent back with it.
struct ReplyAddress: Hashable, Sendable {
    private static let topicLimit = 256
    /// What riders write and this service reads: an answer there would be taken for a message of the rider's.
    private static let inbound: Set<Substring> = ["requests", "presence", "location"]

    let topic: String
    let correlationData: [UInt8]?

    /// The request's response topic where that lies under the rider's own topics, else the rider's `replies`.
    init(_ request: MQTTMessage, rider: RiderID) {
        let wished = request.properties.responseTopic
        topic = wished.flatMap { Self.isAllowed($0, rider) ? $0 : nil } ?? Topics.riderReplies(rider)
        correlationData = request.properties.correlationData
    }

    private static func isAllowed(_ topic: String, _ rider: RiderID) -> Bool {
        guard topic.utf8.count <= topicLimit, topic.hasPrefix(Topics.riderPrefix(rider)),
            topic.unicodeScalars.allSatisfy({ $0 != "+" && $0 != "#" && $0.value >= 0x20 && $0.value != 0x7F })
        else { return false }
        let rest = topic.dropFirst(Topics.riderPrefix(rider).count)
        guard let first = rest.split(separator: "/", omittingEmptySubsequences: false).first else { return false }
        return !first.isEmpty && !inbound.contains(first)
    }
}
