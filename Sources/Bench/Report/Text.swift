import Foundation

/// Numbers as a person reads them.
enum Text {
    static func milliseconds(_ nanoseconds: Int64) -> String { decimal(Double(nanoseconds) / 1e6, digits: 2) }

    static func megabytes(_ kilobytes: Int) -> String { decimal(Double(kilobytes) / 1024, digits: 1) }

    /// With a comma at each thousand.
    static func whole(_ number: Double) -> String {
        let digits = Array(String(Int(number.rounded())))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, digit != "-", (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    static func decimal(_ number: Double, digits: Int) -> String { String(format: "%.\(digits)f", number) }
}
