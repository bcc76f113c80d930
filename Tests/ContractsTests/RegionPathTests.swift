import Contracts
import Testing

@Suite struct RegionPathTests {
    @Test(arguments: ["서울", "서울/강남구", "서울/강남구/역삼동", "경기/수원시-장안구/정자동", "unknown/unknown/unknown"])
    func readsOneToThreeLevels(text: String) {
        #expect(RegionPath(text)?.description == text)
    }

    @Test(
        arguments: [
            "", "/", "서울/", "/강남구", "서울//역삼동", "서울/강남구/역삼동/1", "서울/+/역삼동", "서울/#", "$SYS/강남구", "서울/강남 구",
            "서울/종로1.2가동", "서울/a\u{0}", "서울/a\u{7F}", "서울/a\u{85}", "서울/a\u{A0}b", "서울/a\u{2028}", "서울/*", "서울/>",
            String(repeating: "가", count: 22),
        ]
    )
    func refusesWhatATopicMustNotHold(text: String) {
        #expect(RegionPath(text) == nil)
    }

    @Test func aShortPathCoversWhatLiesIn() throws {
        let dong = RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동")
        #expect(try #require(RegionPath("서울")).covers(dong))
        #expect(try #require(RegionPath("서울/강남구")).covers(dong))
        #expect(dong.covers(dong))
        #expect(try !#require(RegionPath("서울/강남")).covers(dong))
        #expect(try !#require(RegionPath("경기/강남구")).covers(dong))
        #expect(try !dong.covers(#require(RegionPath("서울/강남구"))))
    }

    @Test func overJSONItIsCheckedAgain() throws {
        let dong = RegionPath(sido: "서울", sigungu: "강남구", dong: "역삼동")
        #expect(try JSON.text(dong) == "\"서울/강남구/역삼동\"")
        #expect(try JSON.decode(RegionPath.self, from: "\"서울/강남구/역삼동\"") == dong)
        #expect(throws: DecodingError.self) { try JSON.decode(RegionPath.self, from: "\"서울/#\"") }
    }
}
