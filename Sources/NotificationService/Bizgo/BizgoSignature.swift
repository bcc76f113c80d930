import Contracts
import Crypto
import Foundation
import ServiceKit

/// Whether a report comes from whoever knows the secret. Its body is not covered, so what it says is a hint.
struct BizgoSignature: Sendable {
    /// Older ones, and ones from a future, may be repeats.
    static let tolerance: Duration = .seconds(300)

    let secret: Secret

    /// - Parameters:
    ///   - timestamp: seconds or milliseconds since 1970, as they were signed.
    ///   - signature: in hexadecimal or base64: the provider does not say which.
    func isValid(timestamp: String, signature: String, at now: Timestamp) -> Bool {
        guard (1...16).contains(timestamp.utf8.count), timestamp.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int64(timestamp)
        else { return false }
        let sent = Timestamp(milliseconds: timestamp.utf8.count >= 13 ? number : number * 1000)
        guard abs((now - sent).inMilliseconds) <= Self.tolerance.inMilliseconds else { return false }
        let key = SymmetricKey(data: Data(secret.value.utf8))
        let codes = [Self.bytes(hexadecimal: signature), Data(base64Encoded: signature)].compactMap(\.self)
        // The library compares in the same time whatever is different.
        return codes.contains { code in
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(timestamp.utf8), using: key)
        }
    }

    private static func bytes(hexadecimal text: String) -> Data? {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 2 * SHA256.byteCount, !digits.contains(nil) else { return nil }
        let values = digits.compactMap(\.self)
        return Data(stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) })
    }
}
