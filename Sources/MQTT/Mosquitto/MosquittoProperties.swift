import CMosquitto
import Foundation

/// A property list of libmosquitto's, freed when the scope ends.
///
/// - Parameter keep: returns whether the library took ownership, so that the list is not freed twice.
func withPropertyList<Result>(
    _ build: (inout MosquittoPropertyList) -> Void,
    _ body: (OpaquePointer?) -> (Result, ownedByLibrary: Bool)
) -> Result {
    var list = MosquittoPropertyList()
    build(&list)
    let (result, isOwned) = body(list.pointer)
    if !isOwned { mosquitto_property_free_all(&list.pointer) }
    return result
}

struct MosquittoPropertyList {
    fileprivate var pointer: OpaquePointer?

    mutating func add(_ properties: MQTTProperties) {
        if let expiry = properties.messageExpiry { add(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, expiry) }
        if let type = properties.contentType {
            mosquitto_property_add_string(&pointer, Int32(MQTT_PROP_CONTENT_TYPE.rawValue), type)
        }
        if let topic = properties.responseTopic {
            mosquitto_property_add_string(&pointer, Int32(MQTT_PROP_RESPONSE_TOPIC.rawValue), topic)
        }
        if let data = properties.correlationData {
            let identifier = Int32(MQTT_PROP_CORRELATION_DATA.rawValue)
            mosquitto_property_add_binary(&pointer, identifier, data, UInt16(data.count))
        }
        for property in properties.userProperties {
            let identifier = Int32(MQTT_PROP_USER_PROPERTY.rawValue)
            mosquitto_property_add_string_pair(&pointer, identifier, property.name, property.value)
        }
    }

    mutating func add(_ identifier: mqtt5_property, _ value: UInt32) {
        mosquitto_property_add_int32(&pointer, Int32(identifier.rawValue), value)
    }
}

extension MQTTProperties {
    /// Copies the properties of a received message out of the library's list.
    init(_ list: OpaquePointer?) {
        self.init()
        var current = list
        while let property = current {
            switch UInt32(mosquitto_property_identifier(property)) {
            case MQTT_PROP_MESSAGE_EXPIRY_INTERVAL.rawValue:
                var seconds: UInt32 = 0
                mosquitto_property_read_int32(
                    property,
                    Int32(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL.rawValue),
                    &seconds,
                    false
                )
                messageExpiry = seconds
            case MQTT_PROP_CONTENT_TYPE.rawValue:
                contentType = readString(property, MQTT_PROP_CONTENT_TYPE)
            case MQTT_PROP_RESPONSE_TOPIC.rawValue:
                responseTopic = readString(property, MQTT_PROP_RESPONSE_TOPIC)
            case MQTT_PROP_CORRELATION_DATA.rawValue:
                correlationData = readBinary(property, MQTT_PROP_CORRELATION_DATA)
            case MQTT_PROP_USER_PROPERTY.rawValue:
                if let pair = readPair(property) { userProperties.append(pair) }
            default:
                break  // A property for another layer, such as a topic alias.
            }
            current = mosquitto_property_next(property)
        }
    }
}

private func readString(_ property: OpaquePointer, _ identifier: mqtt5_property) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    mosquitto_property_read_string(property, Int32(identifier.rawValue), &text, false)
    defer { free(text) }
    return text.map { String(cString: $0) }
}

private func readBinary(_ property: OpaquePointer, _ identifier: mqtt5_property) -> [UInt8]? {
    var bytes: UnsafeMutableRawPointer?
    var count: UInt16 = 0
    guard mosquitto_property_read_binary(property, Int32(identifier.rawValue), &bytes, &count, false) != nil else {
        return nil
    }
    defer { free(bytes) }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
}

private func readPair(_ property: OpaquePointer) -> MQTTProperties.UserProperty? {
    var name: UnsafeMutablePointer<CChar>?
    var value: UnsafeMutablePointer<CChar>?
    let identifier = Int32(MQTT_PROP_USER_PROPERTY.rawValue)
    mosquitto_property_read_string_pair(property, identifier, &name, &value, false)
    defer {
        free(name)
        free(value)
    }
    guard let name, let value else { return nil }
    return MQTTProperties.UserProperty(String(cString: name), String(cString: value))
}
