import Contracts

/// What a caller is told when an order refuses.
enum OrderProblem {
    static let unknown = Problem(.notFound, "그런 주문이 없어요. 주문번호를 확인해 주세요.")

    /// Runs a command and turns its refusal into a problem that says where the order stands.
    static func naming<Value>(_ order: Order, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let refusal as OrderRefusal { throw problem(refusal, order) }
    }

    private static func problem(_ refusal: OrderRefusal, _ order: Order) -> Problem {
        switch refusal {
        case .illegal(let status):
            Problem(
                .illegalTransition,
                "지금은 할 수 없어요. \(status.text).",
                currentStatus: status.rawValue,
                allowed: order.legalActions
            )
        case .amountDiffers(let due):
            Problem(
                .invalidRequest,
                "결제 금액이 주문 금액(\(due)원)과 달라요.",
                errors: [.init(pointer: "/amount", message: "\(due)원이어야 해요.")]
            )
        case .ratedOtherwise:
            Problem(
                .illegalTransition,
                "이미 평가한 주문이에요. 평가는 한 번만 할 수 있어요.",
                currentStatus: order.status.rawValue,
                allowed: order.legalActions
            )
        }
    }
}
