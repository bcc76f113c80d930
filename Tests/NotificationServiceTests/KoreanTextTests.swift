import Contracts
import Testing

@testable import NotificationService

@Suite struct KoreanTextTests {
    @Test(arguments: [(0, "0원"), (900, "900원"), (12_000, "12,000원"), (1_234_567, "1,234,567원"), (-1500, "-1,500원")])
    func `Amounts have a comma after each three digits`(amount: Int, text: String) {
        #expect(KoreanText.won(amount) == text)
    }

    @Test(arguments: [
        ("2026-11-22T09:20:00Z", "오후 6시 20분"), ("2026-11-22T15:05:59Z", "오전 12시 5분"),
        ("2026-11-22T03:00:00Z", "오후 12시 0분"), ("2026-11-21T23:59:00Z", "오전 8시 59분"),
    ])
    func `The time of day is Korea's`(time: String, text: String) {
        #expect(KoreanText.clock(Timestamp(time)!) == text)
    }

    @Test(arguments: [(0, "0m"), (999, "999m"), (1000, "1.0km"), (1240, "1.2km"), (12_960, "13.0km")])
    func `Distances are in metres, then in kilometres`(meters: Int, text: String) {
        #expect(KoreanText.distance(meters: meters) == text)
    }

    @Test func `An order is its first food and how many more`() {
        #expect(KoreanText.summary(of: Samples.items) == "떡볶이 외 1개")
        #expect(KoreanText.summary(of: [Samples.items[0]]) == "떡볶이")
        #expect(KoreanText.lines(of: Samples.items) == "떡볶이 2개, 김밥 1개")
    }

    @Test func `A region is named as people name it`() {
        #expect(KoreanText.area(RegionPath(sido: "경기", sigungu: "수원시-장안구", dong: "정자동")) == "수원시 장안구 정자동")
        #expect(KoreanText.area(.unknown) == "지역 미확인")
    }

    @Test(arguments: [("01012345678", "010****5678"), ("0212345678", "021****5678"), ("15881234", "****1234")])
    func `A phone number is masked wherever it is printed`(digits: String, masked: String) throws {
        let number = try #require(PhoneNumber(digits))
        #expect(number.masked == masked)
        #expect("\(number)" == masked)
    }

    @Test(arguments: ["", "0101234", "010-1234-5678", "0101234567890", "일이삼사오육칠팔"])
    func `What is no number is none`(text: String) {
        #expect(PhoneNumber(text) == nil)
    }
}
