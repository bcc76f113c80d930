import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import ServiceKit
import Storage

/// `POST /providers/bizgo/reports`: the provider says that there is a result. It is taken for a hint, and asked for.
struct BizgoReportRoutes: Sendable {
    private static let keyLimit = 100

    let database: Database
    let clock: WallClock
    let book: NotificationBook
    /// nil where no reports are expected.
    let signature: BizgoSignature?
    let hints: HintBox
    let toCollect: Bells

    func add(to router: Router<ServiceContext>) {
        router.post("/providers/bizgo/reports") { request, context in
            let body = try await JSONBody(request, context)
            try check(request.headers)
            return try await take(body)
        }
    }

    private func check(_ headers: HTTPFields) throws {
        guard let signature, let timestamp = headers[.timestamp], let given = headers[.signature],
            signature.isValid(timestamp: timestamp, signature: given, at: clock.now)
        else { throw Problem(.unauthorized, "서명이 맞지 않는 리포트예요. 웹훅 비밀 값과 시각을 확인해 주세요.") }
    }

    private func take(_ body: JSONBody) async throws -> Response {
        var fields = body.fields
        let key = fields.text("msgKey", limit: Self.keyLimit)
        let ref = fields.optionalText("ref", limit: Self.keyLimit)
        try fields.check()
        let now = clock.now
        let isUnknown = try await database.write { [counters = book.counters] transaction in
            if try NotificationQueue.inquireNow(messageKey: key, at: now, in: transaction) { return false }
            let id = ref.flatMap(NotificationID.init)
            guard let known = try NotificationTable.find(messageKey: key, or: id, in: transaction) else {
                transaction.afterCommit { counters.countUnknownReport() }
                return false
            }
            return known.messageKey == nil
        }
        // The record does not know the key yet; whether it is the right one, the provider says.
        if isUnknown { hints.add(key) }
        toCollect.ring()
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: try JSON.text(["msgKey": key])))
        )
    }
}

extension HTTPField.Name {
    fileprivate static let timestamp = Self("X-IB-Timestamp")!
    fileprivate static let signature = Self("X-IB-Signature")!
}
