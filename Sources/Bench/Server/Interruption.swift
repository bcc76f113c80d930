import Dispatch
import Foundation

/// Ctrl-C must not leave a server behind: it runs in a process group of its own and does not hear it.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    init(stopping server: ServerProcess) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { server.stopAndExit(status: 128 + number) }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
    }
}
