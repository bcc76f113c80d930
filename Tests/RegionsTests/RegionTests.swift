import Foundation
import Regions
import Testing

@Suite struct RegionTests {
    let index = RegionIndex.shared

    @Test func everyRegionIsFoundByItsNames() {
        var unresolved: [String] = []
        for region in index.all {
            switch index.resolve("\(region.sido) \(region.sigungu) \(region.dong)") {
            case .found(region): continue
            case .ambiguous(let candidates) where candidates.contains(region): continue
            case .found, .ambiguous, .notFound: unresolved.append(region.path)
            }
        }
        #expect(unresolved == [])
        #expect(index.all.count == 5067)
    }

    @Test func everyRegionMakesLegalTopicLevels() {
        for region in index.all {
            let levels = region.topicLevels
            for level in [levels.sido, levels.sigungu, levels.dong] {
                #expect(!level.isEmpty && level.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }, "\(region)")
            }
        }
        #expect(Set(index.all.map(\.path)).count == index.all.count)
        #expect(Set(index.all.map(\.sido)).count == 17)
    }

    @Test func topicLevelsAreLegalWhateverTheNames() {
        let region = Region(sido: "", sigungu: "/+#$\u{0}", dong: "종로1.2가 동/+", code: "")
        #expect(region.topicLevels == ("unknown", "unknown", "종로1-2가-동"))
        #expect(Region.unknown.path == "unknown/unknown/unknown")
    }

    @Test func everyRegionHasAPointInTheCountry() {
        for region in index.all {
            guard let point = region.point else {
                Issue.record("\(region.path) has no point")
                continue
            }
            #expect((33...38.7).contains(point.lat) && (124...132).contains(point.lon), "\(region)")
        }
    }

    @Test func codesAndPathsLeadBack() throws {
        let region = try #require(index.region(code: "4111113000"))
        #expect(region.path == "경기/수원시-장안구/정자동")
        #expect(region.sigungu == "수원시 장안구")
        #expect(index.region(path: region.path) == region)
        #expect(index.region(code: "3611025021")?.dong == "조치원읍")
        for code in ["", "11", "abcdefghij", "9999999999", "111101010０", "-111010100"] {
            #expect(index.region(code: code) == nil)
        }
        for path in ["", "/", "서울/강남구", "서울/강남구/역삼동/", "서울/강남구/없는동"] {
            #expect(index.region(path: path) == nil)
        }
    }

    @Test func thePointsOfRegionsLeadBack() throws {
        for path in ["서울/강남구/역삼동", "제주/제주시/연동", "경북/울릉군/울릉읍", "세종/세종시/나성동"] {
            let region = try #require(index.region(path: path))
            #expect(index.region(nearestTo: try #require(region.point)) == region)
        }
        #expect(index.region(nearestTo: GeoPoint(lat: 37.5, lon: 127.036))?.path == "서울/강남구/역삼동")
    }

    @Test(arguments: [(35.68, 139.77), (0, 0), (.nan, 127), (37.5, .infinity), (91, 127)])
    func aPointElsewhereHasNoRegion(lat: Double, lon: Double) {
        #expect(index.region(nearestTo: GeoPoint(lat: lat, lon: lon)) == nil)
    }

    @Test func distancesAreThoseOfTheGlobe() {
        let seoul = GeoPoint(lat: 37.5665, lon: 126.9780)
        let busan = GeoPoint(lat: 35.1796, lon: 129.0756)
        #expect(abs(seoul.distance(to: busan) - 325_100) < 500)
        #expect(seoul.distance(to: busan) == busan.distance(to: seoul))
        #expect(seoul.distance(to: seoul) == 0)
        #expect(abs(GeoPoint(lat: 0, lon: 0).distance(to: GeoPoint(lat: 0, lon: 180)) - 20_015_115) < 10)
    }

    @Test func aRegionSurvivesJSON() throws {
        let region = try #require(index.region(code: "1168010100"))
        let copy = try JSONDecoder().decode(Region.self, from: try JSONEncoder().encode(region))
        #expect(copy == region)
    }

    @Test func manyMayAskAtOnce() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 1...200 {
                group.addTask { @concurrent in
                    RegionIndex.shared.resolve("서울 강남구 테헤란로 \(number % 90 * 2 + 110)").paths == ["서울/강남구/역삼동"]
                }
            }
            for await found in group { #expect(found) }
        }
    }
}
