/// W3C trace context, version 00.
public enum Traceparent {
    /// A new trace: `00-<32 hex digits>-<16 hex digits>-01`.
    public static func make() -> String {
        "00-\(hex(.random(in: 1 ... .max)))\(hex(.random(in: .min ... .max)))-\(hex(.random(in: 1 ... .max)))-01"
    }

    public static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.map(\.utf8.count) == [2, 32, 16, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy(isLowerHex) }
            && parts[0] == "00" && !parts[1].allSatisfy { $0 == "0" } && !parts[2].allSatisfy { $0 == "0" }
    }

    private static func isLowerHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
