// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "baedal",
    products: [
        .executable(name: "baedal", targets: ["Baedal"]),
        .executable(name: "baedal-bench", targets: ["Bench"]),
        .executable(name: "bizgo-stand-in", targets: ["StandIn"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.9.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // The wire: no dependency but Foundation.
        .target(name: "Contracts", swiftSettings: strict),
        .target(name: "Regions", resources: [.copy("Resources")], swiftSettings: strict),

        // Who should carry what: pure, no I/O and no clock. (`Dispatch` is the name of the system's library.)
        .target(name: "Dispatching", swiftSettings: strict),
        // The public yardstick for it: the Meal Delivery Routing Problem.
        .target(name: "MDRP", dependencies: ["Dispatching"], swiftSettings: strict),

        // The engines, each wrapped once.
        .systemLibrary(name: "CMosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .target(
            name: "MQTT",
            dependencies: [
                "CMosquitto",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Broker",
            dependencies: [
                "MQTT",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Storage",
            dependencies: [
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "EventLog",
            dependencies: [
                "Contracts", "MQTT", "Storage",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ServiceKit",
            dependencies: [
                "Contracts", "EventLog", "MQTT", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // The services: one target, one owner of its tables.
        .service("OrderService", also: ["Regions"]),
        .service("StoreService", also: ["Regions"]),
        .service("DeliveryService", also: ["Dispatching", "Regions"]),
        .service(
            "NotificationService",
            also: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.copy("Templates")]
        ),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .service(
            "Gateway",
            also: [
                "CZlib",
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            resources: [.copy("Documents"), .copy("Web")]
        ),

        .target(
            name: "Application",
            dependencies: [
                "Broker", "Contracts", "DeliveryService", "EventLog", "Gateway", "MQTT", "NotificationService",
                "OrderService", "Regions", "ServiceKit", "Storage", "StoreService",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        // People who use a running system from outside: no service is among its dependencies.
        .target(
            name: "Simulation",
            dependencies: [
                "Contracts", "Dispatching", "MDRP", "MQTT", "Regions",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "Baedal",
            dependencies: [
                "Application", "MDRP", "ServiceKit", "Simulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "BizgoStandIn", "MQTT",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),

        // The message provider, played by a script: for tests, for measurements, and to try the bridge by hand.
        .target(
            name: "BizgoStandIn",
            dependencies: [
                "Contracts",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "StandIn",
            dependencies: [
                "BizgoStandIn",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // Tests: one target a library, and the whole against the real broker.
        .target(
            name: "TestSupport",
            dependencies: [
                "BizgoStandIn", "Broker", "Contracts", "EventLog", "MQTT", "ServiceKit", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .tests(for: "Contracts"),
        .tests(for: "Regions"),
        .tests(for: "Dispatching"),
        .tests(for: "MDRP", also: ["Dispatching"]),
        .tests(for: "MQTT", also: ["Broker"]),
        .tests(for: "Storage"),
        .tests(for: "EventLog", also: ["Contracts", "MQTT", "Storage"]),
        .tests(for: "ServiceKit", also: ["Contracts", "EventLog", "Storage"]),
        .tests(for: "OrderService", also: ["Contracts", "EventLog", "Regions", "ServiceKit", "Storage"]),
        .tests(for: "StoreService", also: ["Contracts", "EventLog", "Regions", "ServiceKit", "Storage"]),
        .tests(
            for: "DeliveryService",
            also: ["Contracts", "Dispatching", "EventLog", "Regions", "ServiceKit", "Storage"]
        ),
        .tests(
            for: "NotificationService",
            also: [
                "BizgoStandIn", "Contracts", "EventLog", "ServiceKit", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .tests(for: "Simulation", also: ["Contracts", "Dispatching", "MDRP", "MQTT", "Regions"]),
        .tests(
            for: "Application",
            named: "IntegrationTests",
            also: [
                "BizgoStandIn", "Broker", "Contracts", "EventLog", "Gateway", "MQTT", "NotificationService",
                "ServiceKit", "Storage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]
        ),
    ]
)

extension Target {
    /// A service: what every service is built from, and nothing of another service.
    static func service(_ name: String, also: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
        .target(
            name: name,
            dependencies: [
                "Contracts", "EventLog", "MQTT", "ServiceKit", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ] + also,
            resources: resources,
            swiftSettings: strict
        )
    }

    static func tests(for library: String, named: String? = nil, also: [Target.Dependency] = []) -> Target {
        .testTarget(
            name: named ?? "\(library)Tests",
            dependencies: [
                .byName(name: library), "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ] + also,
            swiftSettings: strict
        )
    }
}
