/// What one of the provider's codes means for a message.
enum BizgoVerdict: Hashable, Sendable {
    case accepted
    /// Taken earlier, under the same key.
    case repeated
    /// The message will never be taken.
    case refused
    /// The AlimTalk will never be taken.
    case refusedAsAlimtalk
    /// Not now: too many at once, a fault of theirs, or something about the account. Also where the code is unknown: to
    /// ask again under the same key is safe, and then a person may look.
    case notTaken

    /// Of `data.code` and `destinations[].code`.
    init(service code: String) {
        switch code {
        case "A000": self = .accepted
        case "A301": self = .repeated
        case "A010", "A011": self = .refused
        default:
            guard code.utf8.count == 4, code.utf8.first == UInt8(ascii: "A"), let number = Int(code.dropFirst()) else {
                self = .notTaken
                return
            }
            switch number {
            case 200..<500, 600..<700: self = .refused
            case 500..<600: self = .refusedAsAlimtalk
            default: self = .notTaken
            }
        }
    }

    /// Of `common.authCode`, where other numbers mean other things.
    init(gateway code: String) {
        switch code {
        case "A000": self = .accepted
        case "A400": self = .refused
        default: self = .notTaken
        }
    }
}
