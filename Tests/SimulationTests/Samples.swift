import Contracts
import Regions

@testable import Simulation

let sampleNames = Names(run: "sim-test")

/// A store, a rider and some orders, all within a few hundred metres.
enum Sample {
    static let store = GeoPoint(lat: 37.5000, lon: 127.0300)
    static let door = GeoPoint(lat: 37.5030, lon: 127.0340)
    static let area = RegionPath("서울/강남구")!
    static let dong = RegionPath("서울/강남구/역삼동")!

    static func errand(_ change: (inout Errand) -> Void = { _ in }) -> Errand {
        var errand = Errand(
            at: 0,
            customer: "김하늘",
            shop: 0,
            dish: 0,
            quantity: 2,
            address: "서울 강남구 강남대로84길 12 (역삼동)",
            door: door,
            payAfter: 10,
            confirmAfter: 100,
            acceptAfter: 20,
            startAfter: 30,
            cooking: .takes(600)
        )
        change(&errand)
        return errand
    }

    static func scenario(_ errands: [Errand] = [errand()]) -> Scenario {
        Scenario(
            name: "sample",
            beginsAt: 18 * 3600,
            length: 600,
            shops: [
                Shop(
                    name: "역삼분식",
                    address: "서울 강남구 강남대로84길 1 (역삼동)",
                    point: store,
                    dishes: [Shop.Dish(name: "떡볶이", price: 4500)],
                    portions: 100,
                    cooks: 1
                )
            ],
            shifts: [Shift(name: "박번개", home: store, areas: [area], onAt: 0, offAt: .infinity, seed: 7)],
            errands: errands,
            roads: Roads(metersPerSecond: 5, storeService: 60, doorService: 120, reach: 4000)
        )
    }
}

extension [Act] {
    var calls: [Call] {
        compactMap { act in
            guard case .call(let call) = act else { return nil }
            return call
        }
    }

    var requests: [RiderRequest] {
        compactMap { act in
            guard case .request(let request) = act else { return nil }
            return request
        }
    }

    var wakes: [Double] {
        compactMap { act in
            guard case .wake(let time) = act else { return nil }
            return time
        }
    }
}

extension Answer {
    static func order(_ status: Int, _ order: OrderStatus, version: Int64 = 1) -> Answer {
        Answer(status: status, body: .object(["status": .string(order.rawValue), "version": .integer(version)]))
    }
}
