/// Why the embedded broker cannot start: one sentence with what happened and what to do.
public enum BrokerError: Error, Sendable, Equatable {
    case portTaken(port: Int, bind: String)
    case invalidPort(Int)
    case notLoopback(bind: String)
    case executableMissing(path: String?)
    case configurationNotFound(path: String?)
    case folderNotWritable(path: String, reason: String)
    /// Another living process runs its broker in this folder.
    case dataDirectoryInUse(path: String)
    case leftoverWillNotEnd(processIdentifier: Int32)
    /// It ended before it answered; with what it said.
    case endedAtStart(output: String)
    case noAnswer(address: String, seconds: Int)
    case alreadyStarted
}

extension BrokerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .portTaken(let port, let bind):
            "port \(port) on \(bind) is taken, perhaps by a broker that runs as a system service: choose another with --mqtt-port."
        case .invalidPort(let port):
            "\(port) is no port: give --mqtt-port a number from 0 (any free one) to 65535."
        case .notLoopback(let bind):
            "the embedded broker lets everybody in and therefore listens on loopback only, not on \(bind): use 127.0.0.1, or an outside broker with --broker."
        case .executableMissing(nil):
            "mosquitto is not installed: run `apt-get install mosquitto`, or use an outside broker with --broker."
        case .executableMissing(let path?):
            "there is no executable at \(path): correct the path, or run `apt-get install mosquitto` and leave it out."
        case .configurationNotFound(nil):
            "the folder mosquitto/ with baedal.conf was not found here, above here or above the executable: start baedal inside its repository, or name the folder."
        case .configurationNotFound(let path?):
            "there is no .conf file in \(path): name the folder mosquitto/ of Baedal's repository."
        case .folderNotWritable(let path, let reason):
            "the broker's folder \(path) cannot be written (\(reason)): correct its owner or rights, or choose another with --data-dir."
        case .dataDirectoryInUse(let path):
            "another baedal runs its broker in \(path): stop that one, or choose another folder with --data-dir."
        case .leftoverWillNotEnd(let pid):
            "a broker left over from an earlier run (process \(pid)) does not end: end it with `kill -9 \(pid)` and start again."
        case .endedAtStart(let output):
            "mosquitto ended before it answered, saying: \(output.isEmpty ? "nothing" : output); correct that and start again."
        case .noAnswer(let address, let seconds):
            "mosquitto runs but did not answer at \(address) within \(seconds) s: its messages are in the log at level debug."
        case .alreadyStarted:
            "the embedded broker has been started already: make a new one to start again."
        }
    }
}
