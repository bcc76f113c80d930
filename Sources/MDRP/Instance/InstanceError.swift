/// What is wrong with an instance folder, and where.
public struct InstanceError: Error, Equatable, CustomStringConvertible {
    /// The file's path.
    public let file: String
    /// From 1, the header; nil where it is about the file as a whole.
    public let line: Int?
    /// A clause that says what is wrong.
    public let problem: String

    public var description: String { line.map { "\(file), line \($0): \(problem)" } ?? "\(file): \(problem)" }
}
