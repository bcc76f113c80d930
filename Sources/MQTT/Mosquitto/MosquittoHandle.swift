import CMosquitto
import Foundation

/// The one place that says libmosquitto's handle may cross threads.
///
/// The library allows that for publish and subscribe once it is told of threads. Everything else runs on the
/// connection's thread only, and `ClientState` lets nobody publish while that thread connects or after it has
/// destroyed the handle.
struct MosquittoHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ configuration: MQTTClientConfiguration, context: UnsafeMutableRawPointer) throws(MQTTError) {
        guard MosquittoLibrary.isReady else { throw .library(code: 0, message: "it could not be initialised") }
        guard let pointer = mosquitto_new(configuration.clientID, configuration.cleanStart, context) else {
            throw .library(code: errno, message: String(cString: strerror(errno)))
        }
        self.pointer = pointer
        do throws(MQTTError) {
            try configure(configuration)
        } catch {
            mosquitto_destroy(pointer)
            throw error
        }
    }

    private func configure(_ configuration: MQTTClientConfiguration) throws(MQTTError) {
        // Without it a publish writes to the socket itself, and an acknowledgement goes out before its message is handed over.
        try check(mosquitto_threaded_set(pointer, true))
        // A small packet behind an unacknowledged one would otherwise wait up to 40 ms.
        try check(mosquitto_int_option(pointer, MOSQ_OPT_TCP_NODELAY, 1))
        // The library's own limit of 20 would leave most of the window queued on a slow line.
        try check(mosquitto_int_option(pointer, MOSQ_OPT_SEND_MAXIMUM, Int32(configuration.publishWindow)))
        try check(mosquitto_int_option(pointer, MOSQ_OPT_RECEIVE_MAXIMUM, 1000))
        setVersion(configuration.preferredVersion)
        if let userName = configuration.userName {
            try check(mosquitto_username_pw_set(pointer, userName, configuration.password))
        }
        if let will = configuration.will { try setWill(will, version: configuration.preferredVersion) }
        if configuration.addresses.first?.usesTLS == true { try setTLS(configuration.tls) }
    }

    private func setWill(_ will: MQTTMessage, version: MQTTVersion) throws(MQTTError) {
        let code = withPropertyList {
            if version == .v5 { $0.add(will.properties) }
        } _: { properties in
            let qos = Int32(will.qos.rawValue)
            let code = mosquitto_will_set_v5(
                pointer,
                will.topic,
                Int32(will.payload.count),
                will.payload,
                qos,
                will.retain,
                properties
            )
            return (code, ownedByLibrary: code == MOSQ_ERR_SUCCESS.rawValue)
        }
        try check(code)
    }

    private func setTLS(_ files: MQTTClientConfiguration.TLSFiles) throws(MQTTError) {
        let systemAuthorities = files.ca == nil ? "/etc/ssl/certs" : nil
        let code = mosquitto_tls_set(pointer, files.ca, systemAuthorities, files.certificate, files.key, nil)
        guard code == MOSQ_ERR_SUCCESS.rawValue else {
            throw .invalidConfiguration("a TLS file cannot be read (\(MosquittoLibrary.message(code)))")
        }
    }

    func setVersion(_ version: MQTTVersion) {
        mosquitto_int_option(pointer, MOSQ_OPT_PROTOCOL_VERSION, version == .v5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311)
    }

    /// Opens the socket and sends CONNECT. nil when that went well, otherwise the reason.
    func connect(to address: MQTTAddress, version: MQTTVersion, configuration: MQTTClientConfiguration) -> String? {
        setVersion(version)
        return withPropertyList {
            if version == .v5 { $0.add(MQTT_PROP_SESSION_EXPIRY_INTERVAL, configuration.sessionExpiry) }
        } _: { properties in
            let code = mosquitto_connect_bind_v5(
                pointer,
                address.host,
                Int32(address.port),
                Int32(configuration.keepAlive),
                nil,
                properties
            )
            // The code for a system error has to be read at once, before anything else touches errno.
            let reason =
                code == MOSQ_ERR_ERRNO.rawValue ? String(cString: strerror(errno)) : MosquittoLibrary.message(code)
            return (code == MOSQ_ERR_SUCCESS.rawValue ? nil : reason, ownedByLibrary: false)
        }
    }

    /// The message's id. A QoS 1 message is the library's from here on, even if the connection is lost meanwhile.
    func publish(_ message: MQTTMessage, version: MQTTVersion) throws(MQTTError) -> Int32 {
        var messageID: Int32 = 0
        let qos = Int32(message.qos.rawValue)
        let count = Int32(message.payload.count)
        let code: Int32
        if version == .v3_1_1 || message.properties.isEmpty {
            code = mosquitto_publish_v5(
                pointer,
                &messageID,
                message.topic,
                count,
                message.payload,
                qos,
                message.retain,
                nil
            )
        } else {
            code = withPropertyList {
                $0.add(message.properties)
            } _: { properties in
                let code = mosquitto_publish_v5(
                    pointer,
                    &messageID,
                    message.topic,
                    count,
                    message.payload,
                    qos,
                    message.retain,
                    properties
                )
                return (code, ownedByLibrary: false)
            }
        }
        switch mosq_err_t(code) {
        case MOSQ_ERR_SUCCESS:
            return messageID
        case MOSQ_ERR_NO_CONN, MOSQ_ERR_CONN_LOST:
            // Queued by the library all the same, and sent after the reconnect: publishing it again would double it.
            if message.qos == .atLeastOnce { return messageID }
            throw .connectionLost
        case MOSQ_ERR_INVAL, MOSQ_ERR_MALFORMED_UTF8, MOSQ_ERR_PAYLOAD_SIZE, MOSQ_ERR_OVERSIZE_PACKET,
            MOSQ_ERR_PROTOCOL, MOSQ_ERR_QOS_NOT_SUPPORTED, MOSQ_ERR_RETAIN_NOT_SUPPORTED:
            throw .invalidMessage("\(message.topic): \(MosquittoLibrary.message(code))")
        default:
            throw .library(code: code, message: MosquittoLibrary.message(code))
        }
    }

    /// The request's message id, by which the broker's answer is recognised; nil where it could not be sent.
    func subscribe(to filter: String, qos: QoS) -> Int32? {
        var messageID: Int32 = 0
        let code = mosquitto_subscribe_v5(pointer, &messageID, filter, Int32(qos.rawValue), 0, nil)
        return code == MOSQ_ERR_SUCCESS.rawValue ? messageID : nil
    }

    func disconnect() {
        mosquitto_disconnect_v5(pointer, 0, nil)
    }

    func destroy() {
        mosquitto_destroy(pointer)
    }

    private func check(_ code: Int32) throws(MQTTError) {
        guard code == MOSQ_ERR_SUCCESS.rawValue else {
            throw .invalidConfiguration(MosquittoLibrary.message(code))
        }
    }
}
