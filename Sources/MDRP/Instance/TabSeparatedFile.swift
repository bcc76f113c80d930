import Foundation

/// A file of tab-separated lines under a header that names the columns.
struct TabSeparatedFile {
    let path: String
    let rows: [Row]

    struct Row {
        let path: String
        /// From 1, the header.
        let line: Int
        fileprivate let fields: [Substring]
        fileprivate let columns: [String: Int]
    }

    /// The public instances are a hundredth of this.
    private static let mostBytes = 64 << 20

    init(_ url: URL, columns: [String]) throws(InstanceError) {
        let path = url.path
        self.path = path
        var lines = try Self.text(url).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        guard let header = lines.first else { throw InstanceError(file: path, line: nil, problem: "is empty") }
        var places: [String: Int] = [:]
        for (index, name) in header.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
            places[name.trimmingCharacters(in: .whitespaces)] = index
        }
        for column in columns where places[column] == nil {
            throw InstanceError(file: path, line: 1, problem: "has no column \"\(column)\"")
        }
        var rows: [Row] = []
        for (index, line) in lines.enumerated().dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == places.count else {
                let problem = "has \(fields.count) fields where the header has \(places.count)"
                throw InstanceError(file: path, line: index + 1, problem: problem)
            }
            rows.append(Row(path: path, line: index + 1, fields: fields, columns: places))
        }
        self.rows = rows
    }

    private static func text(_ url: URL) throws(InstanceError) -> String {
        let path = url.path
        guard FileManager.default.fileExists(atPath: path) else {
            throw InstanceError(file: path, line: nil, problem: "is not there")
        }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size <= mostBytes, let data = FileManager.default.contents(atPath: path) else {
            throw InstanceError(file: path, line: nil, problem: "cannot be read, or is larger than \(mostBytes) bytes")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw InstanceError(file: path, line: nil, problem: "is not UTF-8 text")
        }
        return text
    }
}

extension TabSeparatedFile.Row {
    func error(_ problem: String) -> InstanceError { InstanceError(file: path, line: line, problem: problem) }

    /// An id: not empty, and no blank in it, since solutions are lines of words.
    func id(_ column: String) throws(InstanceError) -> String {
        let text = text(column)
        guard !text.isEmpty, !text.contains(where: \.isWhitespace) else {
            throw error("\(column) is \"\(text)\", which is no id")
        }
        return text
    }

    func number(_ column: String) throws(InstanceError) -> Double {
        guard let number = Double(text(column)), number.isFinite else {
            throw error("\(column) is \"\(text(column))\", which is no number")
        }
        return number
    }

    /// A whole number, also one that is written as 12.0.
    func whole(_ column: String) throws(InstanceError) -> Int {
        let number = try number(column)
        guard let whole = Int(exactly: number), abs(whole) < 1_000_000_000 else {
            throw error("\(column) is \"\(text(column))\", which is no whole number of a size that can be meant")
        }
        return whole
    }

    private func text(_ column: String) -> String {
        fields[columns[column]!].trimmingCharacters(in: .whitespaces)
    }
}
