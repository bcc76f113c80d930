extension String {
    /// A phone number as it may be shown: `010****5678`.
    var maskedPhone: String {
        let hidden = max(0, count - 7)
        return prefix(3) + String(repeating: "*", count: hidden) + suffix(count - 3 - hidden)
    }
}
