/// Somebody who carries messages to people's phones.
protocol Provider: Sendable {
    var name: ProviderName { get }

    /// Sends a batch.
    ///
    /// - Returns: what came of each, in the same order.
    /// - Throws: where nothing was sent; the batch is tried again later.
    func send(_ notifications: [Notification]) async throws -> [SendOutcome]
}

/// What came of one message, with the provider's code for it.
enum SendOutcome: Hashable, Sendable {
    case delivered(String)
    case failed(String)
}
