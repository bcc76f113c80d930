import Dispatching
import Foundation
import MDRP

/// A small day with one courier and one restaurant: 100 metres a minute, four minutes of service at either end.
func smallDay(
    couriers: [Instance.Courier] = [sampleCourier()],
    orders: [Instance.Order] = [sampleOrder()],
    restaurants: [Instance.Restaurant] = [Instance.Restaurant(id: "r1", location: Location(x: 0, y: 0))]
) -> Instance {
    var rules = Instance.Rules()
    rules.metersPerMinute = 100
    return Instance(name: "small", couriers: couriers, orders: orders, restaurants: restaurants, rules: rules)
}

func sampleCourier(_ id: String = "c1", x: Double = 450, on: Int = 0, off: Int = 300) -> Instance.Courier {
    Instance.Courier(id: id, location: Location(x: x, y: 0), onTime: on, offTime: off)
}

func sampleOrder(
    _ id: String = "o1",
    y: Double = 720,
    placedAt: Int = 10,
    restaurant: Int = 0,
    readyAt: Int = 20
) -> Instance.Order {
    Instance.Order(
        id: id,
        dropoff: Location(x: 0, y: y),
        placedAt: placedAt,
        restaurant: restaurant,
        readyAt: readyAt
    )
}

/// A day of a made-up town, the same for the same seed, with more to do than its couriers like.
func madeUpDay(_ seed: Int) -> Instance {
    var generator = SeededGenerator(seed)
    func place() -> Location {
        let x = Double(Int.random(in: 0...6000, using: &generator))
        return Location(x: x, y: Double(Int.random(in: 0...6000, using: &generator)))
    }
    let restaurants = (1...8).map { Instance.Restaurant(id: "r\($0)", location: place()) }
    let couriers = (1...7).map { number in
        let on = Int.random(in: 0...100, using: &generator)
        let off = on + Int.random(in: 40...200, using: &generator)
        return Instance.Courier(id: "c\(number)", location: place(), onTime: on, offTime: off)
    }
    let orders = (1...60).map { number in
        let placedAt = Int.random(in: 0...240, using: &generator)
        return Instance.Order(
            id: "o\(number)",
            dropoff: place(),
            placedAt: placedAt,
            restaurant: Int.random(in: 0..<8, using: &generator),
            readyAt: placedAt + Int.random(in: 0...30, using: &generator)
        )
    }
    return Instance(name: "town\(seed)", couriers: couriers, orders: orders, restaurants: restaurants)
}

/// The files of a small instance, to be spoilt at will.
struct InstanceFiles {
    var files = [
        "couriers.txt": "courier\tx\ty\ton_time\toff_time\nc1\t450\t0\t0\t300\n",
        "orders.txt": "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t720\t10\tr1\t20\n",
        "restaurants.txt": "restaurant\tx\ty\nr1\t0\t0\n",
        "instance_parameters.txt": """
        meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\t\
        maximum click-to-door\tpay per order\tguaranteed pay per hour
        100\t4\t4\t40\t90\t10\t15

        """,
    ]

    func write(to path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path).appending(path: name))
        }
    }
}
