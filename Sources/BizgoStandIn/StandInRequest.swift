import Contracts

/// A request to send, read as strictly as the provider reads it.
struct StandInRequest: Sendable {
    struct Destination: Sendable {
        let to: String
        let ref: String?
    }

    /// Why it is not taken, by the provider's code.
    struct Refusal: Error {
        let code: String
    }

    private static let members: Set = [
        "destinations", "messageFlow", "paymentCode", "groupKey", "idempotencyKey", "idempotencyTtl", "ref",
    ]

    let destinations: [Destination]
    let ways: [String]
    let idempotencyKey: String?
    let ref: String?

    init(_ json: JSONValue) throws(Refusal) {
        guard case .object(let body) = json, Set(body.keys).isSubset(of: Self.members) else {
            throw Refusal(code: "A011")
        }
        guard case .array(let items)? = body["destinations"], !items.isEmpty else { throw Refusal(code: "A307") }
        guard items.count <= 200 else { throw Refusal(code: "A318") }
        guard case .array(let flow)? = body["messageFlow"], !flow.isEmpty else { throw Refusal(code: "A300") }
        idempotencyKey = body["idempotencyKey"]?.stringValue
        ref = body["ref"]?.stringValue
        if let idempotencyKey {
            guard (1...200).contains(idempotencyKey.unicodeScalars.count) else { throw Refusal(code: "A308") }
            guard case .integer(let seconds)? = body["idempotencyTtl"], (0...86_400).contains(seconds) else {
                throw Refusal(code: "A309")
            }
        }
        var ways: [String] = []
        var needsWords = false
        for step in flow {
            guard case .object(let step) = step, step.count == 1 else { throw Refusal(code: "A300") }
            if let alimtalk = step["alimtalk"] {
                guard alimtalk["senderKey"]?.stringValue?.isEmpty == false else { throw Refusal(code: "A502") }
                guard alimtalk["templateCode"]?.stringValue?.isEmpty == false else { throw Refusal(code: "A505") }
                needsWords = alimtalk["sendType"] == .string("template")
                guard needsWords || alimtalk["text"] != nil else { throw Refusal(code: "A523") }
                ways.append("ALIMTALK")
            } else if let mms = step["mms"] {
                guard mms["from"]?.stringValue?.isEmpty == false else { throw Refusal(code: "A302") }
                guard let text = mms["text"]?.stringValue, !text.isEmpty else { throw Refusal(code: "A303") }
                guard text.unicodeScalars.reduce(0, { $0 + ($1.isASCII ? 1 : 2) }) <= 2000 else {
                    throw Refusal(code: "A328")
                }
                ways.append("MMS")
            } else {
                throw Refusal(code: "A300")
            }
        }
        self.ways = ways
        var destinations: [Destination] = []
        for item in items {
            guard let to = item["to"]?.stringValue else { throw Refusal(code: "A307") }
            if needsWords {
                guard case .object? = item["replaceWords"] else { throw Refusal(code: "A300") }
            }
            destinations.append(Destination(to: to, ref: item["ref"]?.stringValue))
        }
        self.destinations = destinations
    }

    /// Whether a number can be sent to.
    static func isReachable(_ number: String) -> Bool {
        number.hasPrefix("01") && (10...11).contains(number.utf8.count)
            && number.utf8.allSatisfy { (48...57).contains($0) }
    }
}
