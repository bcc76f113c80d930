import Foundation
import Synchronization

/// CP949, by the system's iconv.
final class KoreanEncoding: Sendable {
    static let shared = KoreanEncoding()

    /// iconv's handle is for one thread at a time.
    private struct Converter: @unchecked Sendable {
        let handle: iconv_t
    }

    /// nil where the system does not know the encoding; then only ASCII and Hangul are taken for known.
    private let converter: Mutex<Converter?>

    private init() {
        let handle = iconv_open("CP949", "UTF-8")
        converter = Mutex(handle == iconv_t(bitPattern: -1) ? nil : handle.map(Converter.init))
    }

    /// - Returns: bytes; nil where it has a character that the encoding lacks.
    func size(of text: String) -> Int? {
        converter.withLock { converter in
            guard let converter else { return Self.plainSize(of: text) }
            var input = Array(text.utf8).map { CChar(bitPattern: $0) }
            var output = [CChar](repeating: 0, count: input.count * 2 + 4)
            return input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output -> Int? in
                    var (from, to) = (input.baseAddress, output.baseAddress)
                    var (unread, room) = (input.count, output.count)
                    iconv(converter.handle, nil, nil, nil, nil)
                    guard iconv(converter.handle, &from, &unread, &to, &room) == 0 else { return nil }
                    return output.count - room
                }
            }
        }
    }

    private static func plainSize(of text: String) -> Int? {
        var size = 0
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                size += 1
            } else if ("가"..."힣").contains(scalar) {
                size += 2
            } else {
                return nil
            }
        }
        return size
    }
}
