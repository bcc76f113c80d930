import NIOCore

/// One answer of the server. Read by hand: a load program that parses every header takes the cores from the server
/// it measures.
struct HTTPAnswer: Sendable {
    let status: Int
    let body: ByteBuffer

    var isSuccess: Bool { (200..<300).contains(status) }

    /// The start of the body, for a person.
    var text: String { String(buffer: body.getSlice(at: body.readerIndex, length: min(400, body.readableBytes))!) }

    /// Takes one whole answer from the front of the buffer.
    ///
    /// - Returns: nil where it has not all arrived yet.
    /// - Throws: where it is not HTTP/1.1, or its length is not told.
    static func take(from buffer: inout ByteBuffer) throws(BenchFailure) -> HTTPAnswer? {
        guard let head = HTTPAnswerHead(buffer.readableBytesView) else { return nil }
        guard let status = head.status, let bodyLength = head.bodyLength else {
            throw BenchFailure("The server gave an answer without a status or a Content-Length.")
        }
        guard buffer.readableBytes >= head.length + bodyLength else { return nil }
        buffer.moveReaderIndex(forwardBy: head.length)
        return HTTPAnswer(status: status, body: buffer.readSlice(length: bodyLength) ?? ByteBuffer())
    }
}

/// What must be known of the lines before the body.
struct HTTPAnswerHead {
    private static let lengthName = Array("content-length:".utf8)
    private static let lineFeed = UInt8(ascii: "\n")

    /// With the empty line at its end.
    private(set) var length = 0
    private(set) var status: Int?
    private(set) var bodyLength: Int?

    /// nil where the head has not all arrived yet.
    init?(_ bytes: ByteBufferView) {
        let whole: Self? = bytes.withUnsafeBytes { bytes in
            var head = self
            return head.read(bytes) ? head : nil
        }
        guard let whole else { return nil }
        self = whole
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while start < bytes.count, let end = bytes[start...].firstIndex(of: Self.lineFeed) {
            // Every line ends with a carriage return before its line feed.
            let line = UnsafeRawBufferPointer(rebasing: bytes[start..<max(start, end - 1)])
            if start == 0 { readStatus(line) } else { readLength(line) }
            start = end + 1
            if line.isEmpty {
                length = start
                return true
            }
        }
        return false
    }

    /// `HTTP/1.1 200 OK`
    private mutating func readStatus(_ line: UnsafeRawBufferPointer) {
        guard line.count >= 12 else { return }
        status = Self.number(UnsafeRawBufferPointer(rebasing: line[9..<12]))
        if status == 204 || status == 304 { bodyLength = 0 }
    }

    private mutating func readLength(_ line: UnsafeRawBufferPointer) {
        let name = Self.lengthName
        guard line.count > name.count else { return }
        for index in name.indices where line[index] | 0x20 != name[index] | 0x20 { return }
        bodyLength = Self.number(UnsafeRawBufferPointer(rebasing: line[name.count...]))
    }

    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var number: Int?
        for byte in bytes where byte != UInt8(ascii: " ") {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), (number ?? 0) < 1 << 40 else { return nil }
            number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
