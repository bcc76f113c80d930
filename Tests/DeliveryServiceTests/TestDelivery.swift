import Contracts
import EventLog
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

/// A delivery service over a database of its own, not connected to anything.
struct TestDelivery: Sendable {
    let service: DeliveryService
    let core: ServiceCore
    let clock: TestClock
    let book: DeliveryBook

    /// Puts a delivery of the order on the board, as the store's events do.
    @discardableResult
    func open(_ order: String) async throws -> Delivery {
        try await hear(.cookingFinished, Sample.order(order, .cooked))
        return try #require(await delivery(of: order))
    }

    func hear(_ type: EventType, _ order: StoreOrderData) async throws {
        let handler = StoreEventHandler(book: book, clock: core.clock)
        let event = Event(
            id: IDText.make(at: clock.now),
            type: type,
            subject: order.orderId.rawValue,
            time: clock.now,
            sequence: 1,
            correlationID: order.orderId.rawValue,
            causationID: "test",
            traceparent: Traceparent.make(),
            body: .data(try JSON.text(order))
        )
        try await core.database.write { try handler.handle(event, in: $0) }
    }

    func delivery(of order: String) async throws -> Delivery? {
        try await core.database.read { try DeliveryTable.find(order: OrderID(trusted: order), in: $0) }
    }

    func register(_ riders: Rider...) async throws { try await register(riders) }

    func register(_ riders: [Rider]) async throws {
        let now = clock.now
        try await core.database.write { [log = core.log] transaction in
            for rider in riders {
                _ = try RiderBook(log: log).register(rider, cause: .own("test"), at: now, in: transaction)
            }
        }
    }

    /// The rider's app is there, and says where.
    func place(_ rider: Rider, _ lat: Double, _ lon: Double) throws { try place(rider.id, lat, lon) }

    func place(_ rider: RiderID, _ lat: Double, _ lon: Double) throws {
        let now = clock.now
        try sightings.notePresence(Array("{\"status\":\"online\",\"sessionId\":\"1\"}".utf8), of: rider, at: now)
        let location = "{\"lat\":\(lat),\"lon\":\(lon),\"at\":\"\(now)\"}"
        do throws(DropReason) {
            try sightings.noteLocation(Array(location.utf8), of: rider, at: now)
        } catch {
            // Said twice at one moment.
            #expect(error == .outOfOrder)
        }
    }

    func choose(_ mode: DispatchMode, _ area: DispatchArea) async throws {
        var dispatch = AreaDispatch(area: area)
        dispatch.mode = mode
        dispatch.version = 1
        try await core.database.write { [dispatch] in try DispatchModeTable.save(dispatch, in: $0) }
    }

    /// The types of the events so far, oldest first.
    func events() async throws -> [EventType] { try await core.log.events(after: 0, limit: 1000).map(\.type) }

    /// What the broker is to keep for a topic; nil where it was cleared or never set.
    func retained(_ topic: String) async throws -> JSONValue? {
        let payload = try await core.database.read { transaction in
            try transaction.first("SELECT payload FROM retained WHERE topic = $1", [.text(topic)]) {
                $0.optionalText("payload")
            }
        }
        return try payload?.map { try JSON.decode(JSONValue.self, from: $0) }
    }

    var sightings: RiderSightings { service.sightings }

    var dispatcher: Dispatcher { Dispatcher(core: core, book: book, sightings: sightings) }

    var listener: RiderRequestListener { .requests(core, RiderDesk(book: book)) }
}

func withDelivery(
    configuration: DeliveryConfiguration = .init(),
    _ body: (TestDelivery) async throws -> Void
) async throws {
    let clock = TestClock(Sample.now)
    try await withTestCore(.delivery, migrations: DeliveryService.migrations, clock: clock) { core in
        let service = DeliveryService(core: core, configuration: configuration, storeEvents: EmptyEventReader())
        try await body(TestDelivery(service: service, core: core, clock: clock, book: service.book))
    }
}

/// The answers of a service alone, over HTTP without a socket.
struct TestAPI {
    let client: any TestClientProtocol

    struct Reply {
        let status: Int
        let body: JSONValue
        let text: String
        let headers: [String: String]

        var code: String? { body["code"]?.stringValue }
    }

    func callAsFunction(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let method = try #require(HTTPRequest.Method(rawValue: method))
        let buffer = body.map { ByteBuffer(string: $0) }
        return try await client.execute(uri: path, method: method, headers: fields, body: buffer) { response in
            let text = String(buffer: response.body)
            let headers = response.headers.map { ($0.name.canonicalName, $0.value) }
            return Reply(
                status: response.status.code,
                body: try JSON.decode(JSONValue.self, from: text),
                text: text,
                headers: Dictionary(headers) { first, _ in first }
            )
        }
    }
}

extension TestDelivery {
    func api(_ body: @escaping @Sendable (TestAPI) async throws -> Void) async throws {
        try await testApplication(of: service).test(.router) { client in try await body(TestAPI(client: client)) }
    }
}
