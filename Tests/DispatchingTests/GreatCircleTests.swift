import Dispatching
import Testing

@Suite("Travel by great circle")
struct GreatCircleTests {
    @Test("A degree of latitude is 111.2 km, by road 144.6 km")
    func degree() {
        let travel = GreatCircle(metersPerMinute: 1000, detour: 1)
        let minutes = travel.minutes(from: Location(lat: 37, lon: 127), to: Location(lat: 38, lon: 127))
        #expect(abs(minutes - 111.195) < 0.001)
        let byRoad = GreatCircle(metersPerMinute: 1000, detour: 1.3)
        #expect(abs(byRoad.minutes(from: Location(lat: 37, lon: 127), to: Location(lat: 38, lon: 127)) - 144.55) < 0.01)
    }

    @Test("From Gangnam station to Yeoksam station it is a ride of about two and a half minutes")
    func city() {
        let travel = GreatCircle()
        let gangnam = Location(lat: 37.4979, lon: 127.0276)
        let yeoksam = Location(lat: 37.5007, lon: 127.0365)
        #expect((2.5...3.0).contains(travel.minutes(from: gangnam, to: yeoksam)))
        #expect(travel.minutes(from: gangnam, to: yeoksam) == travel.minutes(from: yeoksam, to: gangnam))
        #expect(travel.minutes(from: gangnam, to: gangnam) == 0)
    }
}
