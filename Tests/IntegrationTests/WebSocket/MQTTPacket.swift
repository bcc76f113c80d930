import NIOCore

/// A packet of MQTT 3.1.1, as far as these tests write and read them.
struct MQTTPacket {
    /// The upper four bits of the first byte: 2 CONNACK, 3 PUBLISH, 9 SUBACK.
    let type: UInt8
    let body: ByteBuffer

    /// The next whole packet of a stream; nil where there is none yet.
    init?(reading stream: inout ByteBuffer) {
        var ahead = stream
        guard let first: UInt8 = ahead.readInteger() else { return nil }
        var length = 0
        var shift = 0
        while true {
            guard let byte: UInt8 = ahead.readInteger() else { return nil }
            length |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
        }
        guard let body = ahead.readSlice(length: length) else { return nil }
        type = first >> 4
        self.body = body
        stream = ahead
        stream.discardReadBytes()
    }

    /// Of a PUBLISH with QoS 0.
    var message: (topic: String, payload: ByteBuffer)? {
        var body = body
        guard type == 3, let length: UInt16 = body.readInteger(), let topic = body.readString(length: Int(length))
        else { return nil }
        return (topic, body)
    }

    static func connect(_ client: String) -> ByteBuffer {
        var body = text("MQTT")
        body.writeBytes([4, 2, 0, 60])
        body.writeImmutableBuffer(text(client))
        return packet(0x10, body)
    }

    static func subscribe(_ filter: String) -> ByteBuffer {
        var body = ByteBuffer(bytes: [0, 1])
        body.writeImmutableBuffer(text(filter))
        body.writeInteger(0 as UInt8)
        return packet(0x82, body)
    }

    static func publish(_ topic: String, _ payload: ByteBuffer) -> ByteBuffer {
        var body = text(topic)
        body.writeImmutableBuffer(payload)
        return packet(0x30, body)
    }

    private static func packet(_ first: UInt8, _ body: ByteBuffer) -> ByteBuffer {
        var packet = ByteBuffer(bytes: [first])
        var length = body.readableBytes
        repeat {
            let byte = UInt8(length & 0x7F)
            length >>= 7
            packet.writeInteger(length > 0 ? byte | 0x80 : byte)
        } while length > 0
        packet.writeImmutableBuffer(body)
        return packet
    }

    private static func text(_ text: String) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(UInt16(text.utf8.count))
        buffer.writeString(text)
        return buffer
    }
}
