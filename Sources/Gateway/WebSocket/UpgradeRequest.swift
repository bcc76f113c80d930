import Contracts
import HTTPTypes
import Hummingbird
import NIOHTTP1

/// What a request says about the upgrade it wants, and why it is refused where it is.
struct UpgradeRequest: Sendable, Equatable {
    var path: String
    var host: String
    /// Of the page that opens the socket; programs that are no browser send none.
    var origin: String?
    /// The subprotocols the client speaks.
    var subprotocols: [String]
    /// Whether it is a whole opening handshake of RFC 6455; nobody but NIO reads what is in it.
    var isWebSocket = false

    /// nil where the upgrade may go on.
    func refusal(slots: ConnectionSlots) -> Problem? {
        guard path == MQTTWebSocket.path else { return Problem(.notFound, "그런 주소가 없어요. 주소를 확인해 주세요.") }
        guard isSameOrigin else {
            return Problem(.forbidden, "다른 사이트의 페이지에서는 연결할 수 없어요. 배달의 페이지에서 열어 주세요.")
        }
        guard subprotocols.contains(MQTTWebSocket.subprotocol) else {
            return Problem(.invalidRequest, "이 주소는 하위 프로토콜 mqtt의 WebSocket 연결만 받아요. Sec-WebSocket-Protocol을 확인해 주세요.")
        }
        guard !slots.isFull else {
            return Problem(.unavailable, "지금은 연결이 너무 많아요. 잠시 뒤에 다시 시도해 주세요.")
        }
        return nil
    }

    /// A browser names the page's scheme, host and port, and no page can change that.
    private var isSameOrigin: Bool {
        guard let origin else { return true }
        return ["http://", "https://"].contains { origin.lowercased() == $0 + host.lowercased() }
    }
}

extension UpgradeRequest {
    init(_ head: HTTPRequestHead) {
        self.init(
            path: String(head.uri.prefix { $0 != "?" }),
            host: head.headers.first(name: "Host") ?? "",
            origin: head.headers.first(name: "Origin"),
            subprotocols: head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init),
            isWebSocket: head.headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
                && head.headers["Sec-WebSocket-Version"] == ["13"] && head.headers["Sec-WebSocket-Key"].count == 1
        )
    }

    init(_ request: Request) {
        let protocols = request.headers[values: .secWebSocketProtocol].flatMap { $0.split(separator: ",") }
        self.init(
            path: request.uri.path,
            host: request.head.authority ?? "",
            origin: request.headers[.origin],
            subprotocols: protocols.map { String($0.trimmingPrefix(while: \.isWhitespace)) }
        )
    }
}
