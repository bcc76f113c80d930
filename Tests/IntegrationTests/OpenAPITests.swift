import Contracts
import Foundation
import TestSupport
import Testing

/// `/openapi.json` says what is served: no more, no less, and as it is.
@Suite("openapi.json")
struct OpenAPITests {
    @Test("every operation answers its example as documented, along an order's life", arguments: Deployment.allCases)
    func everyOperationAnswersAsDocumented(_ deployment: Deployment) async throws {
        try await deployment.run { system in
            try await withTown(in: system) { town in
                var walk = try await DocumentWalk(system.rest)
                try await registerEverybody(&walk)
                try await orderAndPay(&walk)
                try await bringTheOrder(&walk, town)
                try await complete(&walk)
                try await offer(&walk, town)
                try await cancel(&walk, town)
                try await workByHand(&walk)
                try await lookAround(&walk)
                // A report is taken by the provider bizgo alone; its own tests have it.
                let missed = walk.document.operations.map(\.id).filter {
                    !walk.succeeded.contains($0) && $0 != "receiveBizgoReport"
                }
                #expect(missed == [], "the walk leaves these out")
                try await insistOnAnOldVersion(&walk)
            }
        }
    }

    private func registerEverybody(_ walk: inout DocumentWalk) async throws {
        for resource in ["Store", "Food", "Customer", "Rider"] {
            try await walk.create("register\(resource)")
            try await walk.call("list\(resource)s")
            let etag = try #require(try await walk.call("get\(resource)").header("ETag"))
            try await walk.call("get\(resource)", headers: ["If-None-Match": etag], expecting: 304)
        }
        try await walk.call("changeFood", "f9")
        try await walk.call("changeCustomer", "c9")
        try await walk.call("registerCustomer", body: ["id": "c10", "name": "가는 사람"], expecting: 201)
        try await walk.call("deleteCustomer", "c10", expecting: 204)
        try await walk.call("deleteCustomer", "c10", expecting: 204)
    }

    private func orderAndPay(_ walk: inout DocumentWalk) async throws {
        try await walk.create("placeOrder", example: "one")
        try await walk.call("listOrders")
        try await walk.call("getOrder")
        try await walk.call("pay", body: ["orderId": "o1", "method": "decline"], expecting: 402)
        try await walk.call("pay", body: ["orderId": "o1", "customerId": "c2"], expecting: 403)
        try await walk.create("pay")
        try await walk.call("listPayments")
        try await walk.call("getPayment")
    }

    private func bringTheOrder(_ walk: inout DocumentWalk, _ town: Town) async throws {
        try await town.watcher.event(.orderReceived, of: "o1")
        try await walk.call("listStoreOrders")
        try await walk.call("getStoreOrder")
        try await walk.call("acceptStoreOrder")
        try await walk.call("startCooking")
        try await walk.call("finishCooking")
        let delivery = try await town.openDelivery(of: "o1")
        try await walk.call("claimDelivery", delivery)
        try await walk.call("claimDelivery", delivery, body: ["riderId": "r2"], expecting: 409)
        try await walk.call("releaseDelivery", delivery)
        try await walk.call("claimDelivery", delivery)
        try await walk.call("pickDelivery", delivery, body: ["riderId": "r2"], expecting: 403)
        try await walk.call("pickDelivery", delivery)
        try await walk.call("getDelivery", delivery)
        try await walk.call("deliverDelivery", delivery)
        try await walk.call("listDeliveries")
        try await town.watcher.status(.delivered, of: "o1")
    }

    private func complete(_ walk: inout DocumentWalk) async throws {
        try await walk.call("getOrderStatus")
        try await walk.call("confirmOrder")
        try await walk.call("rateOrder")
        try await walk.call("listTopMenus")
        try await walk.call("getTopMenu")
        let stream = try await walk.call("streamOrder")
        let change = try #require(walk.document.checker.root["components"]?["schemas"]?["OrderStatusChange"])
        let entries = stream.text.split(separator: "\n").filter { $0.hasPrefix("data: ") }
        #expect(entries.count == 11)
        for entry in entries {
            let value = try JSON.decode(JSONValue.self, from: String(entry.dropFirst("data: ".count)))
            #expect(walk.document.checker.errors(in: value, against: change) == [])
        }
    }

    private func offer(_ walk: inout DocumentWalk, _ town: Town) async throws {
        let etag = try #require(try await walk.call("getDispatch").header("ETag"))
        try await walk.call("chooseDispatch", headers: ["If-Match": etag])
        try await walk.call("chooseDispatch", body: ["mode": "magic"], expecting: 400)
        let riders = ["bungae", "baram"]
        for rider in riders { try await town.goOnline(rider) }
        let order = try await town.order()
        try await town.pay(order)
        try await town.cook(order)
        let first = try await town.watcher.event(.deliveryOffered, of: order)["data"]
        let delivery = try #require(first?["deliveryId"]?.stringValue)
        let asked = try #require(first?["riderId"]?.stringValue)
        let next = try #require(riders.first { $0 != asked })
        try await walk.call("acceptOffer", delivery, body: ["riderId": .string(next)], expecting: 403)
        try await walk.call("declineOffer", delivery, body: ["riderId": .string(asked)])
        _ = try await town.watcher.first("an offer to \(next)") { seen in
            seen.topic == "baedal/v1/riders/\(next)/offers/\(delivery)" && !seen.isEmpty
        }
        try await walk.call("acceptOffer", delivery, body: ["riderId": .string(next)])
        try await walk.call("acceptOffer", delivery, body: ["riderId": .string(asked)], expecting: 409)
        try await walk.call("chooseDispatch", body: ["mode": "board"])
    }

    private func cancel(_ walk: inout DocumentWalk, _ town: Town) async throws {
        let unpaid = try await walk.call("placeOrder", example: "cart", expecting: 201)
        try await walk.call("cancelOrder", try #require(unpaid["id"]?.stringValue))
        let paid = try await walk.call("placeOrder", example: "cart", expecting: 201)
        let id = try #require(paid["id"]?.stringValue)
        try await walk.call("pay", body: ["orderId": .string(id)], expecting: 201)
        try await walk.call("cancelOrder", id, expecting: 202)
        try await town.watcher.status(.cancelled, of: id)
        try await walk.call("getOrder", id)
        try await walk.call("getStoreOrder", id)
        try await walk.call("confirmOrder", id, expecting: 409)
    }

    private func workByHand(_ walk: inout DocumentWalk) async throws {
        try await walk.create("addStoreOrder")
        try await walk.call("rejectStoreOrder", "o8")
        try await walk.create("addDelivery")
        try await walk.call("getDelivery")
        try await walk.create("addNotificationLog")
        try await walk.call("getNotificationLog")
        try await walk.call("listNotificationLogs")
        let failed = try await walk.call(
            "addNotificationLog",
            body: ["customerId": "stranger", "message": "안내"],
            expecting: 201
        )
        try await walk.call("resendNotificationLog", try #require(failed["id"]?.stringValue))
        try await walk.call("resendNotificationLog", "n1", expecting: 409)
        try await walk.call("listNotificationTemplates")
        try await walk.call("getNotificationTemplate")
        try await walk.call("receiveBizgoReport", expecting: 401)
    }

    private func lookAround(_ walk: inout DocumentWalk) async throws {
        for context in EventContext.allCases {
            let events = try await walk.call("listEvents", context.rawValue, query: "?limit=1000")
            #expect(!events.json.embedded("events").isEmpty)
        }
        for id in ["getHealth", "getMetrics", "getOpenAPI", "getAsyncAPI"] { try await walk.call(id) }
        for role in ["Start", "Customer", "Store", "Rider", "Monitor"] { try await walk.call("get\(role)Page") }
    }

    /// The examples' resources are all there by now.
    private func insistOnAnOldVersion(_ walk: inout DocumentWalk) async throws {
        for operation in walk.document.operations where operation.documents(412) {
            try await walk.call(operation.id, headers: ["If-Match": "\"999\""], expecting: 412)
        }
    }

    @Test("every operation answers what it cannot do as documented")
    func everyOperationRefusesAsDocumented() async throws {
        try await withBaedal { system in
            var walk = try await DocumentWalk(system.rest)
            for operation in walk.document.operations {
                if operation.path.contains("{id}") {
                    let problem = try await walk.call(operation.id, "nobody", query: "", expecting: 404)
                    #expect(problem["detail"]?.stringValue?.hasPrefix("그런 주소가 없어요") == false, "\(operation.path)")
                    let invalid = try await walk.call(operation.id, "a+b", query: "", expecting: 400)
                    #expect(invalid.problemCode == "invalid-id", "\(operation.path)")
                }
                if operation.bodySchema != nil {
                    try await walk.call(operation.id, body: [], expecting: 400)
                    let huge: JSONValue = ["options": .string(String(repeating: "가", count: 30_000))]
                    try await walk.call(operation.id, body: huge, expecting: 413)
                }
                let checked: Set = ["page", "size", "limit", "sort"]
                for name in checked.intersection(operation.parameters(in: "query").keys) {
                    try await walk.call(operation.id, query: "?\(name)=-1", expecting: 400)
                }
            }
        }
    }

    @Test("every example satisfies the schema beside it")
    func everyExampleSatisfiesItsSchema() async throws {
        try await withBaedal { system in
            let document = try await DocumentWalk(system.rest).document
            for operation in document.operations {
                #expect((operation.bodySchema == nil) == operation.examples.isEmpty, "\(operation.id)")
                for example in operation.examples.values {
                    #expect(document.checker.errors(in: example, against: operation.bodySchema ?? .null) == [])
                }
            }
            let codes = document.checker.root["components"]?["schemas"]?["Problem"]?["properties"]?["code"]?["enum"]
            #expect(codes?.arrayValue?.compactMap(\.stringValue) == ProblemCode.allCases.map(\.rawValue))
        }
    }

    @Test("every route that is registered is documented, and every documented one registered")
    func everyRouteIsDocumented() async throws {
        let registered = try await RegisteredRoutes.all()
        let documented = try await withBaedal { system in
            try await DocumentWalk(system.rest).document.operations.map { "\($0.method) \($0.path)" }
        }
        #expect(registered.subtracting(documented) == [], "served, not documented")
        #expect(Set(documented).subtracting(registered) == [], "documented, not served")
        #expect(ContractCalls.all.subtracting(documented) == [], "promised, not documented")
    }
}
