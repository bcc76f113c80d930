/// What the provider answers: an envelope of two layers around the data.
struct BizgoAnswer<Payload: Decodable & Sendable>: Decodable, Sendable {
    struct Common: Decodable, Sendable {
        let authCode: String?
        let authResult: String?
    }

    struct Service: Decodable, Sendable {
        let code: String?
        let result: String?
        let data: Payload?
    }

    let common: Common?
    let data: Service?
}

/// Of `POST /api/comm/v1/send/omni`.
struct BizgoSendData: Decodable, Sendable {
    /// The third layer: whether one recipient's message was taken.
    struct Destination: Decodable, Sendable {
        let to: String?
        let msgKey: String?
        let code: String?
        let result: String?
    }

    let destinations: [Destination]?
}

/// Of `GET /api/comm/v1/message/inquiry/…`: an entry for each way that was tried.
struct BizgoStatusData: Decodable, Sendable {
    let messages: [BizgoEntry]?
}

/// Of `GET /api/comm/v1/report/polling`.
struct BizgoPollingData: Decodable, Sendable {
    let reportId: String?
    let report: [BizgoEntry]?
}

/// What became of a message on one way.
struct BizgoEntry: Decodable, Sendable {
    let msgKey: String?
    let serviceType: String?
    let reportCode: String?
    let reportText: String?
    let ref: String?
}
