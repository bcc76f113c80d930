import Regions
import Testing

@Suite struct AmbiguityTests {
    let index = RegionIndex.shared

    func region(_ path: String) throws -> Region {
        try #require(index.region(path: path))
    }

    @Test func aNameOfTwoPlacesIsReportedWithBoth() {
        #expect(index.resolve("신사동 1-1") == .ambiguous(["1138010900", "1168010700"].compactMap(index.region(code:))))
        #expect(index.resolve("서울 신사동").paths == ["서울/은평구/신사동", "서울/강남구/신사동"])
    }

    @Test(arguments: [
        ("신사동 1-1", "서울/강남구/압구정동", "서울/강남구/신사동"),
        ("신사동 1-1", "서울/은평구/응암동", "서울/은평구/신사동"),
        ("신사동 505", "서울/관악구/봉천동", "서울/관악구/신림동"),
        ("중동 1", "경기/부천시-소사구/송내동", "경기/부천시-원미구/중동"),
        ("정자동 1", "경기/성남시-분당구/수내동", "경기/성남시-분당구/정자동"),
        ("중앙로 210", "서울/양천구/신정동", "서울/양천구/신정동"),
        ("교리 12", "부산/기장군/일광읍", "부산/기장군/기장읍"),
    ])
    func theContextDecides(_ address: String, near: String, path: String) throws {
        #expect(index.resolve(address, near: try region(near)) == .found(try region(path)))
    }

    @Test func theAddressItselfGoesBeforeTheContext() throws {
        let near = try region("서울/은평구/응암동")
        #expect(index.resolve("강남구 신사동 512", near: near) == .found(try region("서울/강남구/신사동")))
        #expect(index.resolve("서울 강남구 테헤란로 123", near: near) == .found(try region("서울/강남구/역삼동")))
        #expect(index.resolve("부산 해운대구 재송동", near: near) == .found(try region("부산/해운대구/재송동")))
    }

    @Test func aContextWithoutPlaceDecidesNothing() {
        #expect(index.resolve("신사동 1-1", near: .unknown).paths.count == 2)
    }

    @Test func aRoadWithoutHouseNumberMayLieInAnyOfItsDong() throws {
        #expect(Set(index.resolve("강남구 테헤란로").paths) == ["서울/강남구/역삼동", "서울/강남구/삼성동", "서울/강남구/대치동"])
        #expect(index.resolve("강남구 테헤란로 (대치동)") == .found(try region("서울/강남구/대치동")))
    }

    @Test func anUnknownRoadLeavesTheDongOfItsSigungu() throws {
        let paths = index.resolve("부산 해운대구 센텀중앙로 97").paths
        #expect(paths.count > 1)
        #expect(paths.allSatisfy { $0.hasPrefix("부산/해운대구/") })
        #expect(Set(paths) == Set(index.all.map(\.path).filter { $0.hasPrefix("부산/해운대구/") }))
        let nearest = index.resolve("부산 해운대구 센텀중앙로 97", near: try region("부산/해운대구/재송동")).paths.first
        #expect(nearest == "부산/해운대구/재송동")
    }

    @Test func aDividedDongMayBeAnyOfItsParts() {
        #expect(index.resolve("성동구 성수동 289").paths == ["서울/성동구/성수동1가", "서울/성동구/성수동2가"])
        #expect(index.resolve("서울 명동").paths == ["서울/중구/명동1가", "서울/중구/명동2가"])
    }

    @Test func theNameOfAnOfficeTellsItsSigungu() {
        let paths = index.resolve("서울 강남구청").paths
        #expect(paths.count > 1 && paths.allSatisfy { $0.hasPrefix("서울/강남구/") })
    }

    @Test func aRoadOfSeoulIsNotTakenForOneElsewhere() throws {
        #expect(index.resolve("테헤란로 123", near: try region("부산/해운대구/재송동")) == .notFound)
        #expect(index.resolve("테헤란로 123", near: try region("서울/마포구/서교동")) == .found(try region("서울/강남구/역삼동")))
        #expect(index.resolve("강서구 공항대로 200").paths == ["서울/강서구/마곡동"])
        let busan = index.resolve("강서구 공항대로 200", near: try region("부산/강서구/명지동")).paths
        #expect(busan.count > 1 && busan.allSatisfy { $0.hasPrefix("부산/강서구/") })
        #expect(index.resolve("대구 중구 테헤란로 123").paths.allSatisfy { $0.hasPrefix("대구/중구/") })
    }

    @Test(arguments: [
        "", " ", "\n\t", "-", "...", "()", ")))(((", "서울", "서울시 어딘가", "우리 집", "없는동 12", "동", "123", "123-4",
        "101동 1203호",
        "🍕", "hello world", "ㅋㅋㅋ", "'; DROP TABLE orders; --", "a/b+c#d$e", "\u{0}\u{1}", "서울 판교동 1",
        "99999999999999999999",
        "테헤란시 역삼군", "수원시", "null", "𝕊𝕖𝕠𝕦𝕝", "가나다라마바사",
    ])
    func junkIsNotFound(_ text: String) {
        #expect(index.resolve(text) == .notFound)
    }

    @Test(arguments: ["가", "강남구", "역삼동", "서울", "(", "테헤란로", "1", "-", "🍕", "\u{1112}", "\u{301}"])
    func tenThousandTimesTheSameIsNoTrouble(_ text: String) {
        let start = ContinuousClock.now
        _ = index.resolve(String(repeating: text, count: 10_000))
        #expect(ContinuousClock.now - start < .seconds(1))
    }
}
