extension MQTTMessage {
    /// Refuses what the wire cannot carry. A NUL matters most: C would cut the topic there and publish to another one.
    func validate() throws(MQTTError) {
        func check(_ text: String, _ what: String) throws(MQTTError) {
            guard text.utf8.count <= 65535 else { throw .invalidMessage("\(what) is longer than 65535 bytes") }
            guard !text.utf8.contains(0) else { throw .invalidMessage("\(what) holds a NUL character") }
        }
        try check(topic, "the topic")
        guard !topic.isEmpty, topic.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "#") }) else {
            throw .invalidMessage("the topic \"\(topic)\" is empty or holds a wildcard")
        }
        guard payload.count <= 268_435_455 else { throw .invalidMessage("the payload is larger than MQTT allows") }
        if properties.isEmpty { return }
        for property in properties.userProperties {
            try check(property.name, "a user property's name")
            try check(property.value, "the user property \(property.name)")
        }
        try check(properties.responseTopic ?? "", "the response topic")
        try check(properties.contentType ?? "", "the content type")
        guard (properties.correlationData?.count ?? 0) <= 65535 else {
            throw .invalidMessage("the correlation data is longer than 65535 bytes")
        }
    }
}
