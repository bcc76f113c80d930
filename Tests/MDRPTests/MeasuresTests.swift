import MDRP
import Testing

@Suite("Measures")
struct MeasuresTests {
    @Test("Of a day that can be followed by hand")
    func byHand() throws {
        let late = sampleOrder("o2", placedAt: 100, readyAt: 101)
        let never = sampleOrder("o3", placedAt: 299, readyAt: 310)
        let day = smallDay(orders: [sampleOrder(), late, never])
        let measures = Measures(try Simulation(day).run(Greedy()), of: day)
        #expect(measures.orders == 3)
        #expect(abs(measures.undelivered - 100 / 3) < 1e-9)
        // 22 minutes with the courier waiting; 10 to the pickup and 12 to the door.
        #expect(measures.clickToDoor.mean == 22)
        #expect(measures.readyToPickup.mean == 4.5)
        #expect(abs(measures.readyToPickup.p90 - 8.1) < 1e-9)
        // Five hours at 15, which is more than two orders at 10.
        #expect(measures.costPerOrder == 37.5)
    }

    @Test("The mean is over days, not over orders")
    func mean() throws {
        let day = smallDay()
        let solution = try Simulation(day).run(Greedy())
        let good = Measures(solution, of: day)
        let bad = Measures(Solution(), of: day)
        let mean = try #require(Measures(meanOf: [good, bad]))
        #expect(mean.undelivered == 50)
        #expect(mean.clickToDoor.mean == good.clickToDoor.mean / 2)
        #expect(Measures(meanOf: []) == nil)
    }
}
