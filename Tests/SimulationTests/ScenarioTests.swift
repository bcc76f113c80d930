import Contracts
import Dispatching
import Foundation
import MDRP
import Regions
import Testing

@testable import Simulation

@Suite("Scenarios")
struct ScenarioTests {
    private func evening(seed: UInt64 = 1) -> Scenario {
        SeoulEvening(orders: 300, riders: 40, stores: 20, minutes: 60, seed: seed).scenario
    }

    private func place(_ address: String) -> Region? {
        guard case .found(let region) = RegionIndex.shared.resolve(address) else { return nil }
        return region
    }

    @Test("an evening is the same for the same seed, and another for another")
    func seeded() {
        #expect(evening() == evening())
        #expect(evening() != evening(seed: 2))
    }

    @Test("every address of an evening is placed in the dong that it names")
    func addresses() {
        let scenario = evening()
        for address in Set(scenario.errands.map(\.address) + scenario.shops.map(\.address)) {
            #expect(
                place(address).map { address.contains($0.sigungu) && address.contains("(\($0.dong))") } == true,
                "\(address)"
            )
        }
        for dong in SeoulStreets.all {
            for street in dong.streets {
                #expect(place("서울 \(dong.gu) \(street) 10")?.dong == dong.name, "\(street)")
            }
        }
    }

    @Test("an evening has a peak, and some who cancel, are rejected and pay badly")
    func shape() {
        let errands = evening().errands
        #expect(errands.map(\.at) == errands.map(\.at).sorted())
        let early = errands.count { $0.at < 600 }
        let peak = errands.count { (1680..<2280).contains($0.at) }
        #expect(peak > early)
        #expect(errands.contains { $0.cancelAfter != nil } && errands.contains { $0.rejection != nil })
        #expect(errands.contains { $0.isDeclinedFirst } && errands.contains { $0.score != nil })
    }

    @Test("riders read the boards of gu that have stores")
    func riders() {
        let scenario = evening()
        #expect(scenario.areas.map(\.description) == ["서울/강남구", "서울/관악구", "서울/마포구", "서울/서초구", "서울/송파구"])
    }

    private let instance = Instance(
        name: "small",
        couriers: [
            Instance.Courier(id: "c1", location: Location(x: 0, y: 0), onTime: 0, offTime: 90),
            Instance.Courier(id: "c2", location: Location(x: 1000, y: 0), onTime: 110, offTime: 400),
        ],
        orders: [
            Instance.Order(id: "o1", dropoff: Location(x: 3000, y: 4000), placedAt: 60, restaurant: 0, readyAt: 80),
            Instance.Order(id: "o2", dropoff: Location(x: 0, y: 4000), placedAt: 115, restaurant: 0, readyAt: 130),
            Instance.Order(id: "o3", dropoff: Location(x: 1000, y: 0), placedAt: 120, restaurant: 0, readyAt: 125),
        ],
        restaurants: [Instance.Restaurant(id: "r1", location: Location(x: 0, y: 0))]
    )

    private func laid(minutes: Int? = nil, orders: Int? = nil) throws -> Scenario {
        try InstanceScenario(
            folder: URL(fileURLWithPath: "/"),
            minutes: minutes,
            orders: orders,
            riders: nil,
            seed: 1
        ).scenario(of: instance)
    }

    @Test("an instance keeps its distances and its times, and each place gets an address there")
    func overlay() throws {
        let scenario = try laid()
        #expect(scenario.beginsAt == 3600 && scenario.errands.map(\.at) == [0, 3300, 3600])
        #expect(scenario.errands[0].cooking == .readyAt(1200))
        #expect(scenario.shifts.map(\.onAt) == [0, 3000])
        let meters = scenario.shops[0].point.distance(to: scenario.errands[0].door)
        #expect(abs(meters - 5000) < 25)
        for errand in scenario.errands {
            let placed = try #require(place(errand.address), "\(errand.address)")
            #expect(placed == RegionIndex.shared.region(nearestTo: errand.door))
        }
    }

    @Test("the busiest window is taken, with the riders of that time")
    func window() throws {
        let scenario = try laid(minutes: 10)
        #expect(scenario.beginsAt == 115 * 60 && scenario.errands.map(\.at) == [0, 300])
        #expect(scenario.shifts.count == 1 && scenario.shifts[0].onAt == 0)
        #expect(try laid(orders: 1).errands.count == 1)
        #expect(InstanceScenario.busiest(10, of: [5, 40, 44, 49, 50, 80]) == 40...49)
    }

    @Test("a folder that is none is said in a sentence")
    func noFolder() {
        let none = InstanceScenario(
            folder: URL(fileURLWithPath: "/nowhere"),
            minutes: nil,
            orders: nil,
            riders: nil,
            seed: 1
        )
        let failure = #expect(throws: SimulationFailure.self) { try none.scenario() }
        #expect(failure?.description.contains("/nowhere") == true)
    }
}
