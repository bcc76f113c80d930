import Contracts

/// The safe number (안심번호) that stands for the customer's phone while a delivery lasts.
///
/// It is the sandbox's: derived from the delivery's id, always the same for the same delivery, and in the range that
/// Korean carriers use for such numbers (0504), but connected to nobody. A deployment asks its carrier for a real one.
enum SafeNumber {
    static func of(_ delivery: DeliveryID) -> String {
        let digits = String(hash(delivery.rawValue) % 100_000_000)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        return "0504-\(padded.prefix(4))-\(padded.suffix(4))"
    }

    /// FNV-1a: the same in every process, which Swift's own hashing is not.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
