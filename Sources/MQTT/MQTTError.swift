/// Why a publish, or the client, failed.
public enum MQTTError: Error, Sendable, Equatable {
    /// There is no connection now. The message was not taken: publish it again once connected.
    case notConnected
    /// The connection ended before a QoS 0 message was written.
    case connectionLost
    /// The client was shut down, or had been. A message in flight may or may not have arrived.
    case closed
    /// The waiting task was cancelled. A message already in flight may still arrive.
    case cancelled
    /// The message can never be sent as it is.
    case invalidMessage(String)
    /// The broker answered that it will not take the message (MQTT 5 only: a 3.1.1 broker's denial looks like success).
    case refused(reasonCode: UInt8, reason: String)
    /// The client cannot start with this configuration.
    case invalidConfiguration(String)
    /// `run()` was called a second time.
    case alreadyRunning
    /// Any other answer of libmosquitto, by its code.
    case library(code: Int32, message: String)
}

extension MQTTError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notConnected: "not connected to the MQTT broker"
        case .connectionLost: "the connection to the MQTT broker was lost before the message was written"
        case .closed: "the MQTT client is shut down"
        case .cancelled: "waiting for the MQTT broker was cancelled"
        case .invalidMessage(let reason): "the message cannot be published: \(reason)"
        case .refused(let code, let reason):
            "the MQTT broker refused the message: \(reason) (0x\(String(code, radix: 16)))"
        case .invalidConfiguration(let reason): "the MQTT client's configuration is wrong: \(reason)"
        case .alreadyRunning: "the MQTT client is already running"
        case .library(let code, let message): "libmosquitto: \(message) (\(code))"
        }
    }
}
