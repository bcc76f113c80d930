/// The alphabet of ids, and how a new one is made.
public enum IDText {
    public static let maximumLength = 64

    public static func isValid(_ text: some StringProtocol) -> Bool {
        let bytes = text.utf8
        return !bytes.isEmpty && bytes.count <= maximumLength && bytes.allSatisfy(isAllowed)
    }

    /// 26 lower-case letters and digits (Crockford's base 32): 48 bits of milliseconds, then 80 random bits.
    public static func make(at time: Timestamp) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(26)
        for shift in stride(from: 45, through: 0, by: -5) {
            text.append(alphabet[Int(truncatingIfNeeded: time.milliseconds >> Int64(shift)) & 31])
        }
        for _ in 0..<2 {
            var random = UInt64.random(in: .min ... .max)
            for _ in 0..<8 {
                text.append(alphabet[Int(random & 31)])
                random >>= 5
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default:
            false
        }
    }
}
