import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The provider's envelope.
struct StandInEnvelope<Payload: Encodable & Sendable>: Encodable, Sendable {
    struct Common: Encodable {
        let authCode: String
        let authResult: String
        let infobankTrId: String
    }

    struct Service: Encodable {
        let code: String
        let result: String
        let ref: String?
        let data: Payload?
    }

    private enum CodingKeys: CodingKey { case common, data }

    var gatewayCode = "A000"
    let code: String
    var result = "Success"
    var ref: String?
    var data: Payload?

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let words = gatewayCode == "A000" ? "Success" : "Unauthorized"
        try container.encode(
            Common(authCode: gatewayCode, authResult: words, infobankTrId: IDText.make(at: .now)),
            forKey: .common
        )
        if gatewayCode == "A000" {
            try container.encode(Service(code: code, result: result, ref: ref, data: data), forKey: .data)
        }
    }
}

struct StandInResult: Encodable, Sendable {
    let to: String
    let ref: String?
    let msgKey: String?
    let code: String
    let result: String
}

struct StandInReports: Encodable, Sendable {
    let reportId: String
    let report: [StandInEntry]
}

/// What came so far.
struct StandInSummary: Encodable, Sendable {
    let requests: Int
    let messages: Int
    /// Repeats that were recognised by their key and not sent again.
    let repeats: Int
    let inquiries: Int
    /// Messages that somebody would have got twice.
    let doubles: Int

    init(_ ledger: StandInLedger) {
        (requests, repeats, inquiries) = ledger.counts
        let all = ledger.messages
        messages = all.count
        doubles = all.doubles
    }
}

extension [StandInMessage] {
    /// How many came beside another for the same number and the same reference.
    var doubles: Int { count - Set(map { "\($0.to) \($0.ref ?? $0.messageKey)" }).count }
}

extension StandInRoutes {
    static var unauthorized: Response {
        json(401, StandInEnvelope<[String: String]>(gatewayCode: "A401", code: ""))
    }

    static func success(_ data: some Encodable & Sendable) -> Response {
        json(200, StandInEnvelope(code: "A000", data: data))
    }

    static func answer(_ status: Int, _ code: String, _ result: String) -> Response {
        json(status, StandInEnvelope<[String: String]>(code: code, result: result))
    }

    static func json(_ status: Int, _ body: some Encodable) -> Response {
        text(status, (try? JSON.text(body)) ?? "", type: "application/json")
    }

    static func text(_ status: Int, _ body: String, type: String = "text/html") -> Response {
        Response(
            status: .init(code: status),
            headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: body))
        )
    }
}
