/// A phone number in Korea, digits alone: `01012345678`. It is printed masked; only ``digits`` tells it all.
struct PhoneNumber: Hashable, Sendable {
    let digits: String

    /// - Returns: nil where the text is not 8 to 12 digits.
    init?(_ digits: String) {
        guard (8...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        self.digits = digits
    }

    /// `010****5678`: the prefix that says what kind of line it is, and the last four digits.
    var masked: String {
        digits.utf8.count < 10 ? "****\(digits.suffix(4))" : "\(digits.prefix(3))****\(digits.suffix(4))"
    }
}

extension PhoneNumber: CustomStringConvertible {
    var description: String { masked }
}
