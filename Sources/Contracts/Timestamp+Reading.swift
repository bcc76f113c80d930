extension Timestamp {
    /// Reads an RFC 3339 date and time, with any offset. Decimals after the third are dropped.
    ///
    /// - Returns: nil where the text is none, or where there is no such day or hour.
    public init?(_ text: String) {
        var reader = Reader(rest: text.utf8[...])
        guard let year = reader.digits(4), reader.takes("-"), let month = reader.digits(2), reader.takes("-"),
            let day = reader.digits(2), reader.takes("T") || reader.takes("t"),
            let hour = reader.digits(2), reader.takes(":"), let minute = reader.digits(2), reader.takes(":"),
            let second = reader.digits(2), let fraction = reader.fraction(), let offset = reader.offset(),
            reader.rest.isEmpty
        else { return nil }
        // A leap second counts as the start of the next minute.
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60 else { return nil }
        let days = Self.days(year, month, day)
        // The thirty-first of a shorter month would come back as another day.
        guard Self.civil(fromDays: days) == (year, month, day) else { return nil }
        self.init(milliseconds: (((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + fraction)
    }

    /// Days since 1970, the inverse of `civil`.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        // 400 years more keep the divisions below positive.
        let marchYear = year + 400 - (month <= 2 ? 1 : 0)
        let marchMonth = (month + 9) % 12
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 146_097 - 719_468
    }

    private struct Reader {
        var rest: Substring.UTF8View

        mutating func takes(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        /// A number of exactly so many digits.
        mutating func digits(_ count: Int) -> Int64? {
            guard rest.count >= count else { return nil }
            var value: Int64 = 0
            for byte in rest.prefix(count) {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            rest.removeFirst(count)
            return value
        }

        /// Milliseconds; 0 where there is no fraction.
        mutating func fraction() -> Int64? {
            guard takes(".") else { return 0 }
            guard var value = digits(1) else { return nil }
            value *= 100
            var unit: Int64 = 10
            while let digit = digits(1) {
                value += digit * unit
                unit /= 10
            }
            return value
        }

        /// Minutes east of Greenwich.
        mutating func offset() -> Int64? {
            if takes("Z") || takes("z") { return 0 }
            let isWest = rest.first == UInt8(ascii: "-")
            guard takes("+") || takes("-"), let hours = digits(2), takes(":"), let minutes = digits(2), hours < 24,
                minutes < 60
            else { return nil }
            return (isWest ? -1 : 1) * (hours * 60 + minutes)
        }
    }
}
