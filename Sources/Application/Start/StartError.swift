/// Why nothing was started: one sentence with what happened and what to do.
public enum StartError: Error, Sendable, Equatable {
    case notLoopback(bind: String)
    case invalidPort(Int, flag: String)
    case noService
    case unknownService(String)
    case invalidBroker(String)
    case invalidUpstream(String)
    case missingUpstream(service: String, neededBy: String)
    case invalidWindow(flag: String)
    case invalidCount(flag: String)
    case folderNotWritable(path: String, reason: String)
    /// Another process runs that service in that folder.
    case serviceRunning(service: String, path: String)
    case databaseUnusable(path: String, reason: String)
    case portTaken(port: Int, bind: String)
    case portNotAllowed(port: Int)
    case unknownHost(bind: String)
    case unknownProvider(String)
    case missingKeys([String])
    case invalidKey(String)
    /// Others than its owner may read it.
    case keysFileOpen(path: String)
    case keysFileUnusable(path: String, reason: String)
    case invalidProviderURL(String)
    case invalidPublicURL(String)
    case invalidProviderRate(Int)
}

extension StartError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notLoopback(let bind):
            "nobody is asked who they are yet, so baedal listens on loopback only, not on \(bind): use --bind 127.0.0.1."
        case .invalidPort(let port, let flag):
            "\(port) is no port: give \(flag) a number from 0 (any free one) to 65535."
        case .noService:
            "no service was named: give --services some of \(Self.names), or leave it out for all."
        case .unknownService(let name):
            "there is no service \"\(name)\": give --services some of \(Self.names)."
        case .invalidBroker(let address):
            "\"\(address)\" is no broker's address: give --broker mqtt://host:port or mqtts://host:port."
        case .invalidUpstream(let text):
            "\"\(text)\" names no service elsewhere: give --upstream order=http://host:port, with order, store, delivery or notification."
        case .missingUpstream(let service, let neededBy):
            "the \(neededBy) service needs the \(service) service, which does not run in this process: name its process with --upstream \(service)=http://host:port, or add \(service) to --services."
        case .invalidWindow(let flag):
            "\(flag) is no span of time: give it seconds, more than 0 and at most 31 days."
        case .invalidCount(let flag):
            "\(flag) takes a whole number from 1 to 100."
        case .folderNotWritable(let path, let reason):
            "the data folder \(path) cannot be written (\(reason)): correct its owner or rights, or choose another with --data-dir."
        case .serviceRunning(let service, let path):
            "another baedal runs the \(service) service in \(path): stop that one, or choose another folder with --data-dir."
        case .databaseUnusable(let path, let reason):
            "the database \(path) cannot be used (\(reason)): put a good copy there, move it away to begin anew, or choose another folder with --data-dir."
        case .portTaken(let port, let bind):
            "port \(port) on \(bind) is taken, perhaps by another baedal: stop that one, or choose another with --http-port."
        case .portNotAllowed(let port):
            "port \(port) is not open to this user: choose one from 1024 up with --http-port."
        case .unknownHost(let bind):
            "this machine has no address \(bind): use --bind 127.0.0.1."
        case .unknownProvider(let name):
            "there is no message provider \"\(name)\": give --provider local or bizgo."
        case .missingKeys(let names):
            "the provider bizgo needs \(names.joined(separator: ", ")): set them in the environment, or write them as NAME=value into a file of your own and name it with --provider-keys."
        case .invalidKey(let name):
            "\(name) is not what the provider gave you: correct it in the environment or in the file of --provider-keys."
        case .keysFileOpen(let path):
            "others may read the keys in \(path): close it with chmod 600 \(path)."
        case .keysFileUnusable(let path, let reason):
            "the keys in \(path) cannot be read (\(reason)): give --provider-keys a file with NAME=value on each line."
        case .invalidProviderURL(let url):
            "\"\(url)\" is no provider's address: give --provider-url https://host[:port]; http is for 127.0.0.1 alone, for the key travels along."
        case .invalidProviderRate(let rate):
            "\(rate) recipients a second are none: give --provider-rate what your account may send, 1 to 100000."
        case .invalidPublicURL(let url):
            "\"\(url)\" cannot start the links in messages: give --public-url http(s)://host[:port], no slash at the end."
        }
    }

    private static let names = "order,store,delivery,notification,gateway"
}
