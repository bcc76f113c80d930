import NIOCore

/// As much of MQTT 3.1.1 as a rider's app needs, as bytes. A thousand riders are a thousand connections, and
/// libmosquitto waits with `select`, which knows no descriptor beyond 1,023.
enum MQTTPackets {
    enum Received {
        case connected(code: UInt8)
        case subscribed
        case message(topic: String, payload: [UInt8], identifier: UInt16?)
        /// Nothing that anybody waits for.
        case other
    }

    static func connect(_ client: String) -> ByteBuffer {
        packet(0x10) { body in
            body.write(text: "MQTT")
            // Level 4, clean session, no keep-alive: the run is short.
            body.writeBytes([4, 0x02, 0, 0])
            body.write(text: client)
        }
    }

    static func subscribe(_ filters: [String]) -> ByteBuffer {
        packet(0x82) { body in
            body.writeInteger(UInt16(1))
            for filter in filters {
                body.write(text: filter)
                body.writeInteger(UInt8(1))
            }
        }
    }

    /// At QoS 1. The broker's acknowledgement is not waited for: the answer is.
    static func publish(_ topic: String, _ payload: String, identifier: UInt16) -> ByteBuffer {
        packet(0x32) { body in
            body.write(text: topic)
            body.writeInteger(max(1, identifier))
            body.writeString(payload)
        }
    }

    static func acknowledge(_ identifier: UInt16) -> ByteBuffer {
        packet(0x40) { $0.writeInteger(identifier) }
    }

    /// Takes one whole packet from the front of the buffer; nil where it has not all arrived.
    static func take(from buffer: inout ByteBuffer) -> Received? {
        guard let kind = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) else { return nil }
        var length = 0
        var used = 1
        while true {
            guard used < 5, let byte = buffer.getInteger(at: buffer.readerIndex + used, as: UInt8.self) else {
                return nil
            }
            length |= Int(byte & 0x7F) << (7 * (used - 1))
            used += 1
            if byte & 0x80 == 0 { break }
        }
        guard buffer.readableBytes >= used + length else { return nil }
        buffer.moveReaderIndex(forwardBy: used)
        guard var body = buffer.readSlice(length: length) else { return nil }
        switch kind >> 4 {
        case 2: return .connected(code: body.getInteger(at: body.readerIndex + 1, as: UInt8.self) ?? 0xFF)
        case 3:
            guard let size = body.readInteger(as: UInt16.self), let topic = body.readString(length: Int(size)) else {
                return .other
            }
            let identifier = kind & 0x06 == 0 ? nil : body.readInteger(as: UInt16.self)
            return .message(topic: topic, payload: Array(body.readableBytesView), identifier: identifier)
        case 9: return .subscribed
        default: return .other
        }
    }

    private static func packet(_ kind: UInt8, _ write: (inout ByteBuffer) -> Void) -> ByteBuffer {
        var body = ByteBuffer()
        write(&body)
        var packet = ByteBuffer(integer: kind)
        var length = body.readableBytes
        repeat {
            let digit = UInt8(length & 0x7F)
            length >>= 7
            packet.writeInteger(length > 0 ? digit | 0x80 : digit)
        } while length > 0
        packet.writeImmutableBuffer(body)
        return packet
    }
}

extension ByteBuffer {
    fileprivate mutating func write(text: String) {
        writeInteger(UInt16(text.utf8.count))
        writeString(text)
    }
}
