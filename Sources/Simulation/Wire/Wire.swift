import Contracts
import Foundation
import Logging
import MQTT
import Regions

/// The simulation's side of MQTT: a few connections that all its people share. One listens for everybody; riders publish
/// each on their own topics, through one of the others.
struct Wire: Sendable {
    /// More than ever waits, even where a server keeps the statuses of a day's orders.
    private static let bufferLimit = 200_000
    private static let ridersPerConnection = 100
    private static let mostConnections = 4
    private static let connectLimit: Duration = .seconds(10)

    let names: Names
    private let listener: MQTTClient
    private let publishers: [MQTTClient]
    private let subscriptions: [MQTTSubscription]
    private let address: MQTTAddress

    init(_ address: MQTTAddress, names: Names, riders: Int) {
        self.address = address
        self.names = names
        let count = min(Self.mostConnections, 1 + riders / Self.ridersPerConnection)
        let listener = Self.client(address, "\(names.run)-ears")
        self.listener = listener
        publishers = (0..<count).map { Self.client(address, "\(names.run)-riders\($0)") }
        subscriptions = NewsReader.filters.map {
            listener.subscribe(to: $0, bufferLimit: Self.bufferLimit)
        }
    }

    /// Runs the connections while the body works with them, from when all subscriptions stand.
    ///
    /// - Throws: ``SimulationFailure`` where the broker cannot be reached.
    func whileConnected<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let running = ([listener] + publishers).map { client in Task { try await client.run() } }
        defer { for task in running { task.cancel() } }
        let connecting = Task {
            for client in [listener] + publishers { try await client.waitUntilConnected() }
            for subscription in subscriptions { try await subscription.waitUntilActive() }
        }
        let watchdog = Task {
            try await Task.sleep(for: Self.connectLimit)
            connecting.cancel()
        }
        defer { watchdog.cancel() }
        do {
            try await connecting.value
        } catch {
            throw SimulationFailure("The broker at \(address) cannot be reached: is `baedal serve` running? (\(error))")
        }
        return try await body()
    }

    /// Hands over what is heard, until cancelled. A dropped message is no loss: topics are retained, and whoever waits in
    /// vain asks.
    func follow(_ reader: NewsReader, _ take: @escaping @Sendable ([News]) async -> Void) async {
        await withDiscardingTaskGroup { group in
            for subscription in subscriptions {
                group.addTask {
                    while let batch = await subscription.nextBatch(limit: 500) {
                        let news = batch.compactMap(reader.read)
                        if !news.isEmpty { await take(news) }
                    }
                }
            }
        }
    }

    /// Each time the riders' connections stand again: the broker may have forgotten who is there.
    func reconnections(_ take: @escaping @Sendable () async -> Void) async {
        await withDiscardingTaskGroup { group in
            for client in publishers {
                group.addTask {
                    for await case .connected in client.connections() { await take() }
                }
            }
        }
    }

    /// - Returns: false where there is no connection now; the rider asks again.
    @discardableResult
    func send(_ request: RiderRequest, from rider: Int) async -> Bool {
        let body = ["deliveryId": request.delivery, "correlationId": request.correlation]
        let topic = "\(prefix(rider))/requests/\(request.action.rawValue)"
        return await publish([MQTTMessage(topic: topic, payload: Self.json(body))], from: rider)
    }

    /// - Parameter isOnline: nil clears the topic, for a rider who is gone for good.
    func announce(_ isOnline: Bool?, rider: Int) async {
        let payload = isOnline.map { Self.json(["status": $0 ? "online" : "offline", "sessionId": names.run]) } ?? []
        let message = MQTTMessage(topic: "\(prefix(rider))/presence", payload: payload, retain: true)
        await publish([message], from: rider)
    }

    func share(_ places: [(rider: Int, point: GeoPoint)]) async {
        let now = Timestamp.now
        let messages = places.map { rider, point in
            let payload = #"{"lat":\#(Self.degrees(point.lat)),"lon":\#(Self.degrees(point.lon)),"at":"\#(now)"}"#
            let topic = "\(prefix(rider))/location"
            return (rider, MQTTMessage(topic: topic, payload: Array(payload.utf8), qos: .atMostOnce))
        }
        for (index, client) in publishers.enumerated() {
            let own = messages.filter { $0.0 % publishers.count == index }.map(\.1)
            if !own.isEmpty { try? await client.publish(contentsOf: own) }
        }
    }

    @discardableResult
    private func publish(_ messages: [MQTTMessage], from rider: Int) async -> Bool {
        do {
            try await publishers[rider % publishers.count].publish(contentsOf: messages)
            return true
        } catch {
            return false
        }
    }

    private func prefix(_ rider: Int) -> String { "\(Topics.root)/riders/\(names.rider(rider))" }

    private static func json(_ body: [String: String]) -> [UInt8] { (try? JSON.data(body)).map { Array($0) } ?? [] }

    private static func degrees(_ degrees: Double) -> String { String(format: "%.6f", degrees) }

    private static func client(_ address: MQTTAddress, _ name: String) -> MQTTClient {
        MQTTClient(
            configuration: MQTTClientConfiguration(
                addresses: [address],
                clientID: name,
                cleanStart: true,
                sessionExpiry: 0
            ),
            // What matters of a lost connection is seen in the simulation itself.
            logger: Logger(label: "baedal.simulate", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }
}
