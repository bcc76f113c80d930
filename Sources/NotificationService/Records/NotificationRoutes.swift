import Contracts
import Hummingbird
import ServiceKit
import Storage

/// `/notificationLogs`: what was told to whom, newest first, and records made by hand.
struct NotificationRoutes: Sendable {
    let database: Database
    let clock: WallClock
    let book: NotificationBook
    let templates: TemplateLibrary

    func add(to router: Router<ServiceContext>) {
        router.get("/notificationLogs") { request, _ in try await list(request) }
        router.get("/notificationLogs/:id") { _, context in try await get(context.id()) }
        router.post("/notificationLogs") { request, context in
            try await record(JSONBody(request, context), cause: context.cause)
        }
        router.put("/notificationLogs/:id/resend") { request, context in
            try await resend(context.id(), Precondition(request))
        }
    }

    private func list(_ request: Request) async throws -> Answer {
        let query = Query(request)
        var listing = Listing("notification")
        listing.filter("customer_id", try query.id("customerId", as: CustomerID.self)?.rawValue)
        listing.filter("order_id", try query.id("orderId", as: OrderID.self)?.rawValue)
        listing.filter("status", try query.choice("status", of: NotificationStatus.self)?.rawValue)
        if let from = try query.time("from") { listing.filter("created_at >= ?", .integer(from.milliseconds)) }
        if let to = try query.time("to") { listing.filter("created_at < ?", .integer(to.milliseconds)) }
        let page = try PageRequest(
            request,
            sortable: ["createdAt": "created_at"],
            fallback: (column: "created_at", isDescending: true)
        )
        let (notifications, total) = try await database.read { [listing] transaction in
            try listing.fetch(page, key: "position", in: transaction, NotificationTable.notification)
        }
        return try Answer(Page("notificationLogs", notifications.map(view), total: total, page: page, request: request))
    }

    private func get(_ id: NotificationID) async throws -> Answer {
        guard let notification = try await database.read({ try NotificationTable.find(id, in: $0) }) else {
            throw Self.notFound(id)
        }
        return try Answer(version: notification.version, view(notification))
    }

    /// Sends one again that has certainly not arrived. One that was sent again already is shown as it is.
    private func resend(_ id: NotificationID, _ precondition: Precondition) async throws -> Answer {
        let now = clock.now
        return try await database.write { transaction in
            guard var notification = try NotificationTable.find(id, in: transaction) else { throw Self.notFound(id) }
            try precondition.check(version: notification.version)
            if notification.status.canBeSentAgain {
                let customer = try notification.customerId.flatMap { try CustomerTable.find($0, in: transaction) }
                let phone = notification.role == .customer ? customer?.phone : nil
                try notification.resend(to: phone, at: now)
                if let code = notification.content.templateCode, customer?.isMuted == true,
                    notification.role == .customer, templates.template(code: code)?.reachesMuted == false
                {
                    let type = try notification.suppress(.muted)
                    try book.save(notification, announcing: type, at: now, in: transaction)
                } else {
                    try book.reopen(&notification, at: now, in: transaction)
                }
            } else if notification.resends == 0 {
                throw Problem(
                    .illegalTransition,
                    "보내지 못한 알림만 다시 보낼 수 있어요. 지금 상태를 확인해 주세요.",
                    currentStatus: notification.status.rawValue,
                    allowed: []
                )
            }
            return try Answer(version: notification.version, view(notification))
        }
    }

    private static func notFound(_ id: NotificationID) -> Problem {
        Problem(.notFound, "알림 \(id)을(를) 찾을 수 없어요. id를 확인해 주세요.")
    }

    private func record(_ body: JSONBody, cause: Cause) async throws -> Answer {
        let now = clock.now
        var fields = body.fields
        let id: NotificationID? = fields.optionalID("id")
        let customerId: CustomerID = fields.id("customerId")
        let orderId: OrderID? = fields.optionalID("orderId")
        let content = NotificationContent(
            parameters: [:],
            title: fields.optionalText("title", limit: NotificationContent.titleLimit),
            message: fields.text("message", limit: NotificationContent.messageLimit),
            buttons: []
        )
        try fields.check()
        return try await body.once(in: database, at: now) { transaction in
            let customer = try CustomerTable.find(customerId, in: transaction)
            let notification = Notification(
                manual: id ?? .make(at: now),
                orderId: orderId,
                customerId: customerId,
                content: content,
                reach: .of(customer, evenMuted: false),
                at: now,
                traceparent: cause.traceparent
            )
            if let known = try NotificationTable.find(notification.id, in: transaction) {
                guard known.saysTheSame(as: notification) else {
                    throw Problem(.idTaken, "이미 다른 알림이 쓰고 있는 id예요. 다른 id로 보내 주세요.")
                }
                return try Answer(version: known.version, view(known))
            }
            try book.open([book.draft(notification, at: now)], cause: cause, at: now, in: transaction)
            // As it stands now: a provider that delivers by recording has delivered it.
            let made = try NotificationTable.find(notification.id, in: transaction) ?? notification
            return try .created("/notificationLogs/\(made.id)", version: made.version, view(made))
        }
    }

    private func view(_ notification: Notification) -> NotificationView {
        NotificationView(record: NotificationRecord(notification, senderKey: book.senderKey))
    }
}

extension Query {
    /// - Throws: ``Problem`` `invalid-request` where the value is no date and time.
    fileprivate func time(_ name: Substring) throws -> Timestamp? {
        try text(name).map { text in
            guard let time = Timestamp(text) else {
                throw Problem(.invalidRequest, "\(name)에는 2026-11-22T09:00:00Z처럼 날짜와 시각을 적어 주세요.")
            }
            return time
        }
    }
}

extension Notification {
    /// A record made by hand, which tells of no event but itself.
    fileprivate init(
        manual id: NotificationID,
        orderId: OrderID?,
        customerId: CustomerID,
        content: NotificationContent,
        reach: Reach,
        at now: Timestamp,
        traceparent: String
    ) {
        self.init(
            id: id,
            eventId: id.rawValue,
            eventType: nil,
            orderId: orderId,
            customerId: customerId,
            role: .customer,
            recipientId: customerId.rawValue,
            content: content,
            reach: reach,
            at: now,
            traceparent: traceparent
        )
    }

    fileprivate func saysTheSame(as other: Notification) -> Bool {
        isManual && other.isManual && customerId == other.customerId && orderId == other.orderId
            && content == other.content
    }
}
