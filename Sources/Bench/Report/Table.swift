/// Lines of a label, numbers in columns, and a remark.
struct Table {
    private static let labelWidth = 56
    private static let columnWidth = 9

    private(set) var text = ""

    mutating func title(_ title: String) { text += "\n\(title)\n" }

    /// - Parameter numbers: or the names of their columns.
    mutating func row(_ label: String, _ numbers: [String], _ remark: String = "") {
        var line = "  \(label)".padded(to: Self.labelWidth)
        for number in numbers {
            line += String(repeating: " ", count: max(1, Self.columnWidth - number.count)) + number
        }
        if !remark.isEmpty { line = line.padded(to: Self.labelWidth + 3 * Self.columnWidth) + "   " + remark }
        while line.last == " " { line.removeLast() }
        text += line + "\n"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
