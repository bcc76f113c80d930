import Contracts
import Foundation
import MQTT
import NIOCore
import NIOWebSocket
import TestSupport
import Testing

@Suite("MQTT over WebSocket at the gateway", .serialized, .timeLimit(.minutes(3)))
struct WebSocketTests {
    @Test("A client connects, subscribes and publishes", arguments: Deployment.allCases)
    func roundTrip(_ deployment: Deployment) async throws {
        try await deployment.run { (system) async throws -> Void in
            try await SocketClient.open(system) { client in
                try await client.connect()
                try await client.subscribe("test/배달")
                try await client.send(MQTTPacket.publish("test/배달", ByteBuffer(string: "떡볶이 🍢")))
                let message = try #require(try await client.packet()?.message)
                #expect(message.topic == "test/배달")
                #expect(String(buffer: message.payload) == "떡볶이 🍢")
            }
        }
    }

    @Test("A message of 900 kB comes through whole, in frames of any size", arguments: [1000, 128 * 1024])
    func bigMessage(_ frameSize: Int) async throws {
        try await withBaedal { (system) async throws -> Void in
            try await SocketClient.open(system) { client in
                try await client.connect()
                try await client.subscribe("test/big")
                let payload = ByteBuffer(bytes: (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
                try await client.send(MQTTPacket.publish("test/big", payload), frameSize: frameSize)
                #expect(try await client.packet()?.message?.payload == payload)
            }
        }
    }

    @Test("A frame over the limit is refused with 1009")
    func frameTooLarge() async throws {
        try await withBaedal { (system) async throws -> Void in
            try await SocketClient.open(system) { client in
                try await client.connect()
                try await client.send(ByteBuffer(repeating: 0, count: 300 * 1024), frameSize: 300 * 1024)
                let code = try await client.closed()
                #expect(code == .messageTooLarge)
            }
        }
    }

    @Test("Text frames are refused with 1003")
    func text() async throws {
        try await withBaedal { (system) async throws -> Void in
            try await SocketClient.open(system) { client in
                try await client.send(ByteBuffer(string: "hello"), opcode: .text)
                let code = try await client.closed()
                #expect(code == .unacceptableData)
            }
        }
    }

    @Test("Only pages of this very address may connect, and programs that are no browser")
    func origins() async throws {
        try await withBaedal { (system) async throws -> Void in
            let base = system.rest.base
            try await SocketClient.open(system, origin: base) { try await $0.connect() }
            for origin in ["http://evil.example", "http://127.0.0.1:1", "null", "\(base).evil.example", "file://"] {
                await #expect(throws: SocketClient.Refused.self, "\(origin)") {
                    try await SocketClient.open(system, origin: origin) { _ in }
                }
                let answer = try await system.rest.get("/mqtt", headers: ["Origin": origin])
                #expect(answer.status == 403)
                #expect(answer.problemCode == "forbidden")
            }
        }
    }

    @Test("Another subprotocol, and a request that is no upgrade, are told what is wrong")
    func subprotocols() async throws {
        try await withBaedal { (system) async throws -> Void in
            try await SocketClient.open(system, subprotocol: "other, mqtt") { try await $0.connect() }
            for subprotocol in [nil, "mqttv3.1", "graphql-ws"] {
                await #expect(throws: SocketClient.Refused.self) {
                    try await SocketClient.open(system, subprotocol: subprotocol) { _ in }
                }
            }
            for headers in [[:], ["Sec-WebSocket-Protocol": "mqtt"]] {
                let answer = try await system.rest.get("/mqtt", headers: headers)
                #expect(answer.status == 400)
                #expect(answer.problemCode == "invalid-request")
            }
        }
    }

    @Test("A request that wishes for another protocol is answered like any other")
    func otherUpgrades() async throws {
        try await withBaedal { (system) async throws -> Void in
            // Some HTTP clients ask for HTTP/2 with their first request, wherever it goes.
            let wish =
                "Host: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk"
            for (request, status) in [("GET /stores/s1", 200), ("GET /mqtt", 400), ("GET /nothing", 404)] {
                let line = try await statusLine(of: "\(request) HTTP/1.1\r\n\(wish)\r\n\r\n", from: system)
                #expect(line.hasPrefix("HTTP/1.1 \(status)"), "\(request): \(line)")
            }
            let body = "Content-Length: 2\r\n\(wish)\r\n\r\n{}"
            let line = try await statusLine(of: "POST /foods HTTP/1.1\r\n\(body)", from: system)
            #expect(line.hasPrefix("HTTP/1.1 400"), "\(line)")
        }
    }

    @Test("No more connections than the limit, and a place is free again when one ends")
    func connectionLimit() async throws {
        try await withBaedal { (system) async throws -> Void in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (opened, open) = AsyncStream.makeStream(of: Void.self)
                for _ in 0..<150 {
                    group.addTask {
                        try await SocketClient.open(system) { client in
                            try await client.connect()
                            open.yield()
                            // Until it is cancelled.
                            while try await client.packet() != nil {}
                        }
                    }
                }
                for try await _ in opened.prefix(150) {}
                await #expect(throws: SocketClient.Refused.self) { try await SocketClient.open(system) { _ in } }
                #expect(try await system.rest.get("/metrics").text.contains("baedal_websocket_connections 150"))
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
            try await system.rest.until("/metrics") { $0.text.contains("baedal_websocket_connections 0") }
            try await SocketClient.open(system) { try await $0.connect() }
        }
    }

    @Test("While the broker is away clients are told to come again, and then they can")
    func brokerAway() async throws {
        try await withBroker { broker in
            let ports = ["--broker", "\(broker.address)"]
            try await withBaedal(ports) { (system) async throws -> Void in
                try await SocketClient.open(system) { client in
                    try await client.connect()
                    await broker.kill()
                    let code = try await client.closed()
                    #expect(code == .goingAway)
                }
                try await SocketClient.open(system) { client in
                    let code = try await client.closed()
                    #expect(code == .unknown(1013))
                }
                try await broker.start()
                try await SocketClient.open(system) { try await $0.connect() }
            }
        }
    }

    @Test("A client that reads slowly costs the gateway no memory, and misses nothing the broker keeps")
    func slowReader() async throws {
        let count = 400
        let payload = ByteBuffer(repeating: 7, count: 100_000)
        try await withBaedal { (system) async throws -> Void in
            try await SocketClient.open(system) { slow in
                try await slow.connect()
                try await slow.subscribe("test/flood/#")
                let before = try residentMegabytes(of: system[.gateway])
                try await SocketClient.open(system) { fast in
                    try await fast.connect()
                    for number in 0..<count {
                        try await fast.send(MQTTPacket.publish("test/flood/\(number)", payload))
                    }
                    // Comes back only when the broker has taken all that was before it.
                    try await fast.subscribe("test/done")
                }
                let after = try residentMegabytes(of: system[.gateway])
                #expect(after - before < 20, "40 MB were on the way; the gateway grew by \(after - before) MB")
                for number in 0..<count {
                    let message = try #require(try await slow.packet()?.message)
                    #expect(message.topic == "test/flood/\(number)")
                    #expect(message.payload.readableBytes == payload.readableBytes)
                }
            }
        }
    }

    @Test("Open sockets, silent, busy and half open, do not hold the program at its end")
    func shutdown() async throws {
        try await withBaedal { (system) async throws -> Void in
            try await SocketClient.open(system) { client in
                try await client.connect()
                try await SocketClient.open(system) { stuck in
                    try await stuck.connect()
                    try await stuck.subscribe("test/flood")
                    for _ in 0..<100 {
                        try await client.send(
                            MQTTPacket.publish("test/flood", ByteBuffer(repeating: 7, count: 100_000))
                        )
                    }
                    try await withBareConnection(to: system) { (_, _) async throws -> Void in
                        let start = ContinuousClock.now
                        #expect(await system[.gateway].terminate() == 0, "\(system.log)")
                        #expect(ContinuousClock.now - start < .seconds(5))
                    }
                }
                let code = try await client.closed()
                #expect(code == .goingAway)
            }
        }
    }

    private func residentMegabytes(of part: BaedalPart) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(part.processIdentifier)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(Int(line.filter(\.isNumber))) / 1024
    }
}

extension SocketClient {
    func connect() async throws {
        try await send(MQTTPacket.connect("socket-" + String(UInt64.random(in: .min ... .max), radix: 36)))
        #expect(try await packet()?.type == 2)
    }

    /// The server's close code, after whatever comes before it.
    func closed() async throws -> WebSocketErrorCode? {
        while try await packet() != nil {}
        return closeCode
    }

    func subscribe(_ filter: String) async throws {
        try await send(MQTTPacket.subscribe(filter))
        #expect(try await packet()?.type == 9)
    }
}
