import Foundation
import Hummingbird
import Logging
import MQTT
import ServiceLifecycle
import Synchronization

/// Stands for the order service: publishes placed orders as events, and has the log that they can be read from again.
final class EventSource: Sendable {
    /// Events published at once.
    private static let batchLimit = 64
    private static let topic = "baedal/v1/events/order/OrderPlaced/"

    let count: Int
    let customers: Int
    private let events: [String]
    /// How many have happened: the log holds no more than the wire has carried.
    private let happened = Mutex(0)
    private let listening: AsyncStream<Int>
    private let announce: AsyncStream<Int>.Continuation

    init(count: Int, customers: Int) {
        self.count = count
        self.customers = customers
        events = (1...count).map { Self.event($0, customer: "n\($0 % customers)") }
        (listening, announce) = AsyncStream.makeStream()
    }

    /// Serves the log until cancelled.
    func serve() async throws {
        let router = Router()
        router.get("/events/:context") { [self] request, context in
            let isOrder = context.parameters.get("context") == "order"
            let after = Int(request.uri.queryParameters["after"] ?? "0") ?? 0
            let limit = Int(request.uri.queryParameters["limit"] ?? "100") ?? 100
            let known = happened.withLock { events.prefix($0) }
            let page = isOrder ? known.dropFirst(after).prefix(limit).joined(separator: ",") : ""
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: #"{"_embedded":{"events":["# + page + "]}}"))
            )
        }
        var logger = Logger(label: "baedal-bench")
        logger.logLevel = .critical
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { [announce] in announce.yield($0.localAddress?.port ?? 0) },
            logger: logger
        )
        try await application.run()
    }

    func address() async throws -> String {
        guard let port = await listening.first(where: { _ in true }) else {
            throw BenchFailure("The log of the measured events could not be served.")
        }
        return "http://127.0.0.1:\(port)"
    }

    /// Publishes all of them in order, as a service does that has much to say: some at once.
    func publish(to client: MQTTClient) async throws {
        for start in stride(from: 0, to: count, by: Self.batchLimit) {
            let end = min(start + Self.batchLimit, count)
            happened.withLock { $0 = end }
            try await client.publish(
                contentsOf: (start..<end).map { index in
                    MQTTMessage(topic: "\(Self.topic)b\(index + 1)", payload: Array(events[index].utf8))
                }
            )
        }
    }

    func probe(_ client: MQTTClient) async throws {
        try await client.publish(MQTTMessage(topic: Self.topic + "probe", payload: Array("probe".utf8)))
    }

    static let filter = topic + "+"

    private static func event(_ number: Int, customer: String) -> String {
        let sequence = String(format: "%018d", number)
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let place = #"{"address":"서울 강남구 테헤란로 152","region":"서울/강남구/역삼동"}"#
        let data = """
            {"amount":9000,"availability":"VERIFIED","customerId":"\(customer)","destination":\(place),"items":[{"foodId":"f1",\
            "name":"떡볶이","price":4500,"quantity":2}],"orderId":"b\(number)","status":"PLACED","storeId":"s1",\
            "storeName":"역삼분식","version":1}
            """
        return """
            {"specversion":"1.0","id":"e\(number)","source":"/baedal/order","type":"OrderPlaced","subject":"b\(number)",\
            "time":"2026-11-22T09:00:00.000Z","datacontenttype":"application/json","sequence":"\(sequence)",\
            "correlationid":"b\(number)","causationid":"c\(number)","traceparent":"\(trace)","data":\(data)}
            """
    }
}
