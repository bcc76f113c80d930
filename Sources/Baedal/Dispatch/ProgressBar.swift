import Foundation

/// A bar on standard error, where that is a terminal; nothing otherwise.
final class ProgressBar {
    private static let width = 30

    private let steps: Int
    private let isShown = isatty(STDERR_FILENO) == 1
    private var shown = ""

    init(steps: Int) { self.steps = steps }

    /// - Parameters:
    ///   - step: from 0.
    ///   - part: of the step that is over, 0 to 1.
    func show(_ step: Int, _ part: Double, _ name: String) {
        guard isShown, steps > 0 else { return }
        let done = (Double(step) + min(1, max(0, part))) / Double(steps)
        let full = Int(done * Double(Self.width))
        let bar = String(repeating: "█", count: full) + String(repeating: "·", count: Self.width - full)
        let line = "\(bar) \(Int(done * 100)) %  \(step + 1)/\(steps) \(name)"
        // A day has a thousand minutes, and most of them change nothing here.
        guard line != shown else { return }
        shown = line
        write("\r\u{1B}[K" + line)
    }

    func clear() {
        guard isShown, !shown.isEmpty else { return }
        shown = ""
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
