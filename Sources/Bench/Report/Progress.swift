import Foundation

/// What is under way, on standard error: the report on standard output stays clean.
enum Progress {
    static func say(_ line: String) {
        FileHandle.standardError.write(Data("· \(line)\n".utf8))
    }
}
