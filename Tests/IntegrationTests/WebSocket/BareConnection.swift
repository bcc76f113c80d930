import Foundation
import NIOCore
import NIOPosix
import TestSupport

/// A connection to the gateway that says only what the body writes; browsers open some in advance and say nothing.
func withBareConnection<Value>(
    to system: RunningBaedal,
    _ body: (NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws -> Value
) async throws -> Value {
    guard let port = URL(string: system.rest.base)?.port else { throw URLError(.badURL) }
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    return try await channel.executeThenClose { try await body($0, $1) }
}

/// The first line of the answer to a request, written as it goes over the wire.
func statusLine(of request: String, from system: RunningBaedal) async throws -> String {
    try await withBareConnection(to: system) { bytes, writer in
        try await writer.write(ByteBuffer(string: request))
        var text = ""
        for try await buffer in bytes {
            text += String(buffer: buffer)
            if text.contains("\r\n") { break }
        }
        return String(text.prefix { $0 != "\r\n" })
    }
}

extension RESTClient {
    /// Asks until the answer is as expected.
    func until(_ path: String, _ isDone: (RESTAnswer) -> Bool) async throws {
        while true {
            if isDone(try await get(path)) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
