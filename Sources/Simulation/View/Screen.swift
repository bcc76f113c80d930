import Foundation
import Synchronization

/// Where lines go: redrawn in place in a terminal, one after the other anywhere else.
public final class Screen: Sendable {
    let isLive: Bool
    private let write: @Sendable (String) -> Void
    private let drawn = Mutex(0)

    /// - Parameter write: takes text as it is; standard output by default.
    public init(isLive: Bool, write: @escaping @Sendable (String) -> Void = Screen.standardOutput) {
        self.isLive = isLive
        self.write = write
    }

    public static let standardOutput: @Sendable (String) -> Void = { text in
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// Whether standard output is a terminal that can redraw.
    public static var isTerminal: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Draws over what was drawn last.
    func draw(_ lines: [String]) {
        drawn.withLock { drawn in
            let up = drawn == 0 ? "" : "\u{1B}[\(drawn)A"
            drawn = lines.count
            // No wrapping while it is drawn, or the lines could not be counted.
            write("\u{1B}[?7l\(up)" + lines.map { "\u{1B}[2K\($0)\n" }.joined() + "\u{1B}[?7h")
        }
    }

    /// Lines that stay.
    func say(_ lines: String...) { say(lines) }

    func say(_ lines: [String]) {
        drawn.withLock { drawn in
            drawn = 0
            write(lines.map { "\($0)\n" }.joined())
        }
    }
}
