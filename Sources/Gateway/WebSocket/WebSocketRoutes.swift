import Contracts
import Hummingbird
import ServiceKit

/// `GET /mqtt` of whoever was not upgraded: says why.
struct WebSocketRoutes: Sendable {
    let slots: ConnectionSlots

    func add(to router: Router<ServiceContext>) {
        router.get(RouterPath(MQTTWebSocket.path)) { [slots] request, _ -> Response in
            throw UpgradeRequest(request).refusal(slots: slots)
                ?? Problem(.invalidRequest, "이 주소는 WebSocket 연결만 받아요. MQTT 클라이언트로 ws:// 주소를 열어 주세요.")
        }
    }
}
