import Contracts
import MQTT
import TestSupport

/// `/asyncapi.json` as a test reads it.
struct AsyncAPIDocument: Sendable {
    struct Channel: Sendable {
        let name: String
        /// The levels of its address; a parameter in braces.
        let levels: [Substring]
        let parameters: JSONValue
        /// By their names.
        let messages: [String: JSONValue]
        /// The MQTT binding of its operation: `qos`, `retain`, `messageExpiryInterval`.
        let binding: JSONValue
    }

    let channels: [Channel]
    let checker: SchemaChecker

    init(_ json: JSONValue) throws {
        let checker = SchemaChecker(root: json)
        guard case .object(let channels)? = json["channels"], case .object(let operations)? = json["operations"] else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an AsyncAPI document"))
        }
        self.checker = checker
        self.channels = channels.map { name, node in
            let operation = operations.values.first { $0["channel"]?["$ref"]?.stringValue == "#/channels/\(name)" }
            var messages: [String: JSONValue] = [:]
            if case .object(let named)? = node["messages"] { messages = named.mapValues(checker.resolve) }
            return Channel(
                name: name,
                levels: (node["address"]?.stringValue ?? "").split(separator: "/", omittingEmptySubsequences: false),
                parameters: node["parameters"] ?? [:],
                messages: messages,
                binding: operation?["bindings"]?["mqtt"] ?? .null
            )
        }
    }

    subscript(name: String) -> Channel? { channels.first { $0.name == name } }

    /// The channels that a topic belongs to; one, where the document is right.
    func channels(of topic: String) -> [Channel] { channels.filter { $0.matches(topic) } }

    /// Where a message is not what the document says of its topic.
    func errors(in message: MQTTMessage) -> [String] {
        let found = channels(of: message.topic)
        guard let channel = found.first, found.count == 1 else { return ["\(found.count) channels for the topic"] }
        var errors: [String] = []
        if Int(message.qos.rawValue) != channel.binding["qos"]?.integerValue { errors.append("another QoS") }
        if message.retain, channel.binding["retain"] != true { errors.append("retained") }
        guard !message.payload.isEmpty else {
            return errors + (channel.binding["retain"] == true ? [] : ["an empty payload"])
        }
        guard let payload = try? JSON.decode(JSONValue.self, from: message.payload) else { return errors + ["no JSON"] }
        guard let description = channel.message(for: payload) else { return errors + ["the type is not documented"] }
        if let type = message.properties.contentType, type != description["contentType"]?.stringValue {
            errors.append("the content type is \(type)")
        }
        return errors + checker.errors(in: payload, against: description["payload"] ?? .null)
    }
}

extension AsyncAPIDocument.Channel {
    func matches(_ topic: String) -> Bool {
        let actual = topic.split(separator: "/", omittingEmptySubsequences: false)
        return actual.count == levels.count
            && zip(actual, levels).allSatisfy { actual, level in
                guard level.hasPrefix("{") else { return actual == level }
                guard let parameter = parameters[String(level.dropFirst().dropLast())] else { return false }
                return parameter["enum"]?.arrayValue?.contains(.string(String(actual))) ?? true
            }
    }

    /// On a channel of events the type says which message it is; the other channels have one.
    func message(for payload: JSONValue) -> JSONValue? {
        messages.count == 1 ? messages.values.first : payload["type"]?.stringValue.flatMap { messages[$0] }
    }
}
