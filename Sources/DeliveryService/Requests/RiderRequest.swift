import Contracts
import MQTT
import ServiceKit

/// A message on `riders/{riderId}/requests/{action}`, read: what is asked for, or what is wrong with it.
struct RiderRequest: Sendable {
    static let payloadLimit = 4096
    private static let correlationLimit = 256

    let address: ReplyAddress
    /// For clients of MQTT 3.1.1, which have no correlation data: given in the body, echoed in the answer's.
    let correlationId: String?
    let command: Result<RiderCommand, Problem>

    init(_ message: MQTTMessage, rider: RiderID, action: Substring) {
        address = ReplyAddress(message, rider: rider)
        guard message.payload.count <= Self.payloadLimit else {
            correlationId = nil
            command = .failure(Problem(.tooLarge, "요청이 너무 커요. 4 kB까지 보낼 수 있어요."))
            return
        }
        guard case .object(let members)? = try? JSON.decode(JSONValue.self, from: message.payload) else {
            correlationId = nil
            command = .failure(Problem(.invalidRequest, "요청은 {\"deliveryId\":\"…\"} 같은 JSON 객체여야 해요."))
            return
        }
        var fields = Fields(members)
        correlationId = fields.optionalText("correlationId", limit: Self.correlationLimit)
        let delivery = fields.id("deliveryId", as: DeliveryID.self)
        let named = fields.optionalID("riderId", as: RiderID.self)
        command = Self.command(action, delivery, rider, named, fields)
    }

    /// One request too many in too short a time; it is not even read.
    init(refused message: MQTTMessage, rider: RiderID) {
        address = ReplyAddress(message, rider: rider)
        correlationId = nil
        command = .failure(Problem(.rateLimited, "요청이 너무 잦아요. 잠시 뒤에 다시 시도해 주세요."))
    }

    private static func command(
        _ action: Substring,
        _ delivery: DeliveryID,
        _ rider: RiderID,
        _ named: RiderID?,
        _ fields: Fields
    ) -> Result<RiderCommand, Problem> {
        guard let action = RiderAction(rawValue: String(action)) else {
            let known = RiderAction.allCases.map(\.rawValue).joined(separator: ", ")
            return .failure(Problem(.invalidRequest, "그런 요청은 없어요. 다음 가운데 하나를 쓸 수 있어요: \(known)"))
        }
        do {
            try fields.check()
            // Whoever may publish on a rider's topics acts as that rider, and as nobody else.
            guard named == nil || named == rider else {
                return .failure(Problem(.forbidden, "다른 라이더 대신 요청할 수 없어요. riderId를 빼거나 토픽의 라이더와 같게 적어 주세요."))
            }
            return .success(RiderCommand(action: action, delivery: delivery, rider: rider))
        } catch {
            return .failure(Problem(mapping: error))
        }
    }
}
