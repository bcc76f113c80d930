/// What a number should be, and whether it is.
enum Aim {
    static func atLeast(_ aim: Double, _ number: Double, digits: Int = 0, also: String = "") -> String {
        text("≥ \(Text.decimal(aim, digits: digits))\(also)", number >= aim)
    }

    static func atMost(_ aim: Double, _ number: Double, also: String = "") -> String {
        text("≤ \(Text.decimal(aim, digits: 0))\(also)", number <= aim)
    }

    private static func text(_ aim: String, _ isReached: Bool) -> String {
        "aim \(aim): \(isReached ? "reached" : "NOT reached")"
    }
}
