/// The `code` of a problem: what a program branches on (contract section 5).
public enum ProblemCode: String, Codable, Sendable, CaseIterable {
    case invalidRequest = "invalid-request"
    case invalidID = "invalid-id"
    case unauthorized
    case paymentDeclined = "payment-declined"
    case forbidden
    case notFound = "not-found"
    case illegalTransition = "illegal-transition"
    case alreadyClaimed = "already-claimed"
    case idTaken = "id-taken"
    case versionMismatch = "version-mismatch"
    case tooLarge = "too-large"
    case foodNotOrderable = "food-not-orderable"
    case idempotencyKeyReused = "idempotency-key-reused"
    case rateLimited = "rate-limited"
    case `internal`
    case unavailable

    public var httpStatus: Int {
        switch self {
        case .invalidRequest, .invalidID: 400
        case .unauthorized: 401
        case .paymentDeclined: 402
        case .forbidden: 403
        case .notFound: 404
        case .illegalTransition, .alreadyClaimed, .idTaken: 409
        case .versionMismatch: 412
        case .tooLarge: 413
        case .foodNotOrderable, .idempotencyKeyReused: 422
        case .rateLimited: 429
        case .internal: 500
        case .unavailable: 503
        }
    }

    /// The English headline of the kind of problem; the same for every occurrence.
    public var title: String {
        switch self {
        case .invalidRequest: "The request is not valid"
        case .invalidID: "The id is not valid"
        case .unauthorized: "Not signed in"
        case .paymentDeclined: "The payment was declined"
        case .forbidden: "Not allowed"
        case .notFound: "Not found"
        case .illegalTransition: "Not possible in this status"
        case .alreadyClaimed: "Already claimed"
        case .idTaken: "The id is taken"
        case .versionMismatch: "The version has changed"
        case .tooLarge: "Too large"
        case .foodNotOrderable: "The food cannot be ordered"
        case .idempotencyKeyReused: "The idempotency key was used for another request"
        case .rateLimited: "Too many requests"
        case .internal: "Internal error"
        case .unavailable: "Temporarily unavailable"
        }
    }
}
