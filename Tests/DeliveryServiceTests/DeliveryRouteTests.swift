import Contracts
import EventLog
import ServiceKit
import Storage
import TestSupport
import Testing

@testable import DeliveryService

@Suite struct DeliveryRouteTests {
    private func claimBody(_ rider: Rider) -> String { "{\"riderId\":\"\(rider.id)\"}" }

    @Test func aRideFromTheBoardToTheDoor() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder, Sample.other)
            let id = try await test.open("o1").id
            try await test.api { call in
                let open = try await call("GET", "/deliveries/\(id)")
                #expect(open.body["_links"]?["claim"]?["href"] == .string("/deliveries/\(id)/claim"))
                #expect(open.body["id"] == .string(id.rawValue))

                let claimed = try await call("PUT", "/deliveries/\(id)/claim", claimBody(Sample.holder))
                #expect(claimed.status == 200)
                #expect(claimed.body["status"] == .string("CLAIMED"))
                #expect(claimed.body["address"]?.stringValue == Sample.door.address)
                #expect(claimed.body["safePhone"]?.stringValue == SafeNumber.of(id))
                let again = try await call("PUT", "/deliveries/\(id)/claim", claimBody(Sample.holder))
                #expect(again.status == 200)
                #expect(again.text == claimed.text)

                let loser = try await call("PUT", "/deliveries/\(id)/claim", claimBody(Sample.other))
                #expect(loser.status == 409)
                #expect(loser.code == "already-claimed")
                for action in ["release", "pick", "deliver"] {
                    let alien = try await call("PUT", "/deliveries/\(id)/\(action)", claimBody(Sample.other))
                    #expect(alien.status == 403)
                }

                let early = try await call("PUT", "/deliveries/\(id)/deliver", claimBody(Sample.holder))
                #expect(early.code == "illegal-transition")
                #expect(early.body["allowed"] == .array([.string("release"), .string("pick")]))
                let picked = try await call("PUT", "/deliveries/\(id)/pick", claimBody(Sample.holder))
                #expect(picked.body["status"] == .string("PICKED_UP"))
                let delivered = try await call("PUT", "/deliveries/\(id)/deliver")
                #expect(delivered.body["status"] == .string("DELIVERED"))
                #expect(delivered.body["address"] == nil)
                #expect(try await call("PUT", "/deliveries/\(id)/deliver").text == delivered.text)
            }
            #expect(
                try await test.events().suffix(3) == [.deliveryClaimed, .deliveryPickedUp, .deliveryDelivered]
            )
            #expect(try await test.retained(Topics.riderDelivery(Sample.holder.id, id)) == nil)
        }
    }

    @Test func unknownOnesAndBadInput() async throws {
        try await withDelivery { test in
            let id = try await test.open("o1").id
            try await test.api { call in
                let claim = "/deliveries/\(id)/claim"
                let wrong: [(method: String, path: String, body: String?, code: String)] = [
                    ("GET", "/deliveries/none", nil, "not-found"), ("GET", "/deliveries/a%2Fb", nil, "invalid-id"),
                    ("PUT", claim, "{\"riderId\":\"none\"}", "not-found"), ("PUT", claim, "{}", "invalid-request"),
                    ("PUT", claim, "{\"riderId\":\"a/#\"}", "invalid-id"), ("PUT", claim, "{", "invalid-request"),
                    ("PUT", "/deliveries/\(id)/pick", nil, "illegal-transition"),
                ]
                for request in wrong {
                    let reply = try await call(request.method, request.path, request.body)
                    #expect(reply.code == request.code, "\(request)")
                }
                for query in ["region=a//b", "region=서울/%2B", "status=GONE", "riderId=%23", "sort=note"] {
                    #expect(try await call("GET", "/deliveries?\(query.asQuery)").status == 400, "\(query)")
                }
            }
        }
    }

    @Test func versionsAreChecked() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            let id = try await test.open("o1").id
            try await test.api { call in
                let tag = try #require(try await call("GET", "/deliveries/\(id)").headers["etag"])
                let body = claimBody(Sample.holder)
                let stale = try await call("PUT", "/deliveries/\(id)/claim", body, headers: ["If-Match": "\"99\""])
                #expect(stale.status == 412)
                let claimed = try await call("PUT", "/deliveries/\(id)/claim", body, headers: ["If-Match": tag])
                #expect(claimed.status == 200)
            }
        }
    }

    @Test func aRiderHoldsAtMostThree() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            var ids: [DeliveryID] = []
            for order in ["o1", "o2", "o3", "o4"] { ids.append(try await test.open(order).id) }
            try await test.api { [ids] call in
                for id in ids.prefix(3) {
                    #expect(try await call("PUT", "/deliveries/\(id)/claim", claimBody(Sample.holder)).status == 200)
                }
                let fourth = try await call("PUT", "/deliveries/\(ids[3])/claim", claimBody(Sample.holder))
                #expect(fourth.code == "illegal-transition")
                #expect(try await call("PUT", "/deliveries/\(ids[0])/release", claimBody(Sample.holder)).status == 200)
                #expect(try await call("PUT", "/deliveries/\(ids[3])/claim", claimBody(Sample.holder)).status == 200)
            }
        }
    }

    @Test func theBoardIsSearchedByRegion() async throws {
        try await withDelivery { test in
            try await test.register(Sample.holder)
            let id = try await test.open("o1").id
            try await test.api { call in
                _ = try await call("POST", "/deliveries", "{\"id\":\"m1\",\"address\":\"서울 마포구 서교동 1\"}")
                func found(_ query: String) async throws -> [String] {
                    let reply = try await call("GET", "/deliveries?\(query.asQuery)")
                    guard case .array(let items) = reply.body["_embedded"]?["deliveries"] else { return [] }
                    #expect(!reply.text.contains("삼성로"))
                    return items.compactMap { $0["id"]?.stringValue }.sorted()
                }
                #expect(try await found("region=서울") == [id.rawValue, "m1"].sorted())
                #expect(try await found("region=서울/강남구&status=OPEN") == [id.rawValue])
                #expect(try await found("region=서울/강남구/대치동") == [id.rawValue])
                #expect(try await found("region=서울/강남").isEmpty)
                #expect(try await found("status=CLAIMED").isEmpty)
                _ = try await call("PUT", "/deliveries/\(id)/claim", claimBody(Sample.holder))
                #expect(try await found("riderId=holder") == [id.rawValue])
            }
        }
    }

    @Test func deliveriesAreWrittenDownByHand() async throws {
        try await withDelivery { test in
            try await test.api { call in
                let body = """
                    {"id":"m1","orderId":"o9","storeName":"퀵","storeAddress":"서울 강남구 역삼동 1","items":"2",
                     "address":"서울 강남구 대치동 3","status":"DELIVERED","fee":1}
                    """
                let made = try await call("POST", "/deliveries", body)
                #expect(made.status == 201)
                #expect(made.headers["location"] == "/deliveries/m1")
                #expect(made.body["manual"] == .bool(true))
                #expect(made.body["status"] == .string("OPEN"))
                #expect(made.body["items"] == .integer(2))
                #expect(made.body["destination"]?["region"] == .string("서울/강남구/대치동"))
                #expect(made.body["fee"] != .integer(1))
                #expect(try await call("POST", "/deliveries", body).status == 200)
                let otherwise = "{\"id\":\"m1\",\"address\":\"서울 마포구 서교동 1\"}"
                #expect(try await call("POST", "/deliveries", otherwise).code == "id-taken")
                let sameOrder = "{\"orderId\":\"o9\",\"address\":\"서울 마포구 서교동 1\"}"
                #expect(try await call("POST", "/deliveries", sameOrder).code == "id-taken")
                #expect(try await call("POST", "/deliveries", "{}").code == "invalid-request")

                let nowhere = try await call("POST", "/deliveries", "{\"address\":\"달나라 토끼길 1\"}")
                #expect(nowhere.body["destination"]?["region"] == .string("unknown/unknown/unknown"))
                #expect(nowhere.body["destination"]?["inferred"] == .bool(true))
                let key = ["Idempotency-Key": "k1"]
                let once = try await call("POST", "/deliveries", "{\"address\":\"서울 마포구 서교동 1\"}", headers: key)
                let twice = try await call("POST", "/deliveries", "{\"address\":\"서울 마포구 서교동 1\"}", headers: key)
                #expect(once.text == twice.text)
                #expect(try await call("POST", "/deliveries", "{\"address\":\"서울\"}", headers: key).status == 422)
            }
            #expect(try await test.retained("baedal/v1/regions/서울/강남구/대치동/deliveries/m1") != nil)
        }
    }
}

extension String {
    /// Korean in a query, as a browser sends it.
    fileprivate var asQuery: String {
        utf8.map { byte in
            byte < 0x80 ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
