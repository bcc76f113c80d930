import Foundation

/// CP949: how many bytes each character takes, by the system's iconv.
struct KoreanEncoding: Sendable {
    static let shared = KoreanEncoding()

    /// By the scalar's number; 0 where the encoding lacks it. It has nothing beyond the first plane.
    private let sizes: [UInt8]

    private init() {
        let handle = iconv_open("CP949", "UTF-8")
        guard let handle, handle != iconv_t(bitPattern: -1) else {
            sizes = Self.plainSizes
            return
        }
        sizes = Self.firstPlane { Self.size(of: $0, by: handle) }
        iconv_close(handle)
    }

    /// - Returns: bytes; nil where the encoding lacks it.
    func size(of scalar: Unicode.Scalar) -> Int? {
        guard scalar.value < sizes.count, sizes[Int(scalar.value)] > 0 else { return nil }
        return Int(sizes[Int(scalar.value)])
    }

    /// - Returns: bytes; nil where it has a character that the encoding lacks.
    func size(of text: String) -> Int? {
        var sum = 0
        for scalar in text.unicodeScalars {
            guard let size = size(of: scalar) else { return nil }
            sum += size
        }
        return sum
    }

    /// Where the system does not know the encoding: ASCII and Hangul alone.
    private static var plainSizes: [UInt8] {
        firstPlane { $0.isASCII ? 1 : ("가"..."힣").contains($0) ? 2 : 0 }
    }

    private static func firstPlane(_ size: (Unicode.Scalar) -> UInt8) -> [UInt8] {
        (0...UInt32(UInt16.max)).map { number in Unicode.Scalar(number).map(size) ?? 0 }
    }

    private static func size(of scalar: Unicode.Scalar, by handle: iconv_t) -> UInt8 {
        var input = String(scalar).utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 8)
        return input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                var (unread, room) = (input.count, output.count)
                iconv(handle, nil, nil, nil, nil)
                guard iconv(handle, &from, &unread, &to, &room) == 0 else { return 0 }
                return UInt8(output.count - room)
            }
        }
    }
}
