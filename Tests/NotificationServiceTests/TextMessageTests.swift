import Testing

@testable import NotificationService

@Suite struct TextMessageTests {
    @Test(arguments: [
        ("떡볶이 2개", "떡볶이 2개"), ("떡볶이🔥 2개", "떡볶이 2개"), ("🍕 피자 🍕", "피자"), ("👨‍👩‍👧‍👦 세트", "세트"),
        ("똠얌꿍", "똠얌꿍"), ("값—비쌈", "값-비쌈"), ("₩1,000", "원1,000"), ("■ 주문\n○ 가게", "■ 주문\n○ 가게"),
        ("각\u{1112}\u{1161}\u{11AB}", "각한"), ("漢字 라면", "漢字 라면"), ("줄\u{0007}바꿈", "줄바꿈"), ("🇰🇷", ""), ("", ""),
        ("가 😀 나", "가 나"), ("e\u{0301}clair", "eclair"),
    ])
    func `Characters that text messages lack are replaced or left out`(text: String, clean: String) {
        #expect(TextMessage.clean(text) == clean)
        #expect(TextMessage.isClean(TextMessage.clean(text)))
    }

    @Test func `Two thousand bytes are the most`() {
        #expect(TextMessage.clean(String(repeating: "가", count: 1000)).count == 1000)
        #expect(TextMessage.clean(String(repeating: "가", count: 1001)).count == 1000)
        #expect(TextMessage.clean(String(repeating: "a", count: 3000)).count == 2000)
        #expect(TextMessage.clean("a" + String(repeating: "가", count: 1000)).count == 1000)
    }

    @Test func `A character is known by its bytes`() {
        #expect(KoreanEncoding.shared.size(of: "a") == 1)
        #expect(KoreanEncoding.shared.size(of: "뷁") == 2)
        #expect(KoreanEncoding.shared.size(of: "😀") == nil)
    }

    @Test func `Every template's fallback is clean as it stands`() throws {
        for template in try TemplateLibrary.bundled().all {
            #expect(TextMessage.isClean(template.fallback.source), "\(template.code)")
            #expect(TextMessage.isClean(template.title.source), "\(template.code)")
        }
    }
}
