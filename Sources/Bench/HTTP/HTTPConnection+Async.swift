import NIOCore

extension NIOLoopBound<HTTPConnection> {
    /// Asks one thing and waits, for calls that are not measured.
    ///
    /// - Throws: where the answer is not a 2xx.
    @discardableResult
    func ask(_ request: ByteBuffer) async throws -> HTTPAnswer {
        let promise = eventLoop.makePromise(of: HTTPAnswer.self)
        eventLoop.execute {
            value.send(request) { promise.completeWith($0.mapError { $0 }) }
        }
        let answer = try await promise.futureResult.get()
        guard answer.isSuccess else {
            let line = String(buffer: request).prefix { $0 != "\r\n" }
            throw BenchFailure("'\(line)' was answered \(answer.status): \(answer.text)")
        }
        return answer
    }
}
