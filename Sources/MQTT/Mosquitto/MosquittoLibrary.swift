import CMosquitto

/// What concerns libmosquitto as a whole.
enum MosquittoLibrary {
    /// `mosquitto_lib_init` may run once only and on one thread, which is what a global's initialiser does.
    static let isReady: Bool = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue

    static func message(_ code: Int32) -> String {
        String(cString: mosquitto_strerror(code))
    }

    /// The words of a reason code: of MQTT 5, or of a 3.1.1 CONNACK.
    static func reason(_ code: Int32, version: MQTTVersion) -> String {
        switch version {
        case .v5: String(cString: mosquitto_reason_string(code))
        case .v3_1_1: String(cString: mosquitto_connack_string(code))
        }
    }
}
