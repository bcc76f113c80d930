public import Contracts

/// The log of a context, read in order: the one in this process, or another's over HTTP.
public protocol EventReader: Sendable {
    /// - Parameters:
    ///   - sequence: the last one already known; 0 reads from the start.
    ///   - limit: 1 to 1,000.
    func events(after sequence: Int64, limit: Int) async throws -> [Event]
}
