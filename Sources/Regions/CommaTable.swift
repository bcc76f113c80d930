/// A file of lines of comma-separated fields without quoting, read as bytes: splitting a megabyte into `Character`s would
/// cost most of a start.
struct CommaTable {
    private let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Calls `body` with the fields of every line but the first, which names the columns.
    func forEachRow(_ body: ([Substring]) -> Void) {
        var isHeader = true
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            if !isHeader { body(Self.fields(of: line)) }
            isHeader = false
        }
    }

    static func fields(of line: ArraySlice<UInt8>) -> [Substring] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            Substring(decoding: $0, as: UTF8.self)
        }
    }
}
