public import Contracts
public import EventLog

/// The log of a service that is not part of the test: nothing has ever happened there.
public struct EmptyEventReader: EventReader {
    public init() {}

    public func events(after sequence: Int64, limit: Int) async throws -> [Event] { [] }
}
