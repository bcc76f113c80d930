/// Picks one text out of compact JSON without parsing the rest: thousands of messages a second are read on the cores
/// that the server needs.
enum JSONText {
    /// - Returns: nil where the member is missing. The value must need no unescaping, as ids and statuses do not.
    static func value(of name: String, in json: [UInt8]) -> String? {
        let marker = Array("\"\(name)\":\"".utf8)
        return json.withUnsafeBufferPointer { json in
            guard json.count >= marker.count else { return nil }
            for start in 0...(json.count - marker.count) where json[start] == marker[0] {
                guard marker.indices.allSatisfy({ json[start + $0] == marker[$0] }) else { continue }
                let rest = json[(start + marker.count)...]
                return rest.firstIndex(of: marker[0]).map { String(decoding: rest[..<$0], as: UTF8.self) }
            }
            return nil
        }
    }
}
