import Contracts
import Foundation
import TestSupport
import Testing

@testable import NotificationService

@Suite struct TemplateTests {
    private static let file = #"""
        {"code":"ORDER_PAID","version":1,"eventType":"OrderPaid","role":"customer","title":"결제","text":"#{고객명}님",
         "buttons":[{"type":"WL","name":"보기","linkMo":"#{웹주소}/orders/#{주문번호}","linkPc":"http://a"}],"fallback":"결제"}
        """#

    @Test func `Every event that somebody is told of has a template for each role`() throws {
        let library = try TemplateLibrary.bundled()
        var count = 0
        for type in EventType.allCases {
            for role in NotificationRules.roles(toldOf: type) {
                let template = try #require(library.template(for: type, to: role))
                #expect(template.eventType == type && template.role == role)
                count += 1
            }
        }
        #expect(library.all.count == count)
    }

    @Test func `Every change of an order's status tells the customer`() {
        let told = Set(EventType.allCases.filter { NotificationRules.roles(toldOf: $0).contains(.customer) })
        #expect(
            told == [
                .orderPlaced, .orderPaid, .paymentFailed, .orderExpired, .cancelRequested, .orderCancelled,
                .orderRefunded, .deliveryConfirmed, .orderAccepted, .orderRejected, .cookingStarted, .cookingFinished,
                .cancelRefused, .deliveryClaimed, .deliveryReleased, .deliveryPickedUp, .deliveryDelivered,
            ]
        )
    }

    @Test func `No particle hangs on a variable, whose last sound is not known`() throws {
        for template in try TemplateLibrary.bundled().all {
            let marks = Dictionary(uniqueKeysWithValues: template.variables.map { ($0.rawValue, "◆") })
            let content = template.content(marks)
            for particle in ["은", "는", "이", "가", "을", "를", "과", "와", "로", "으로", "아", "야"] {
                #expect(!content.message.contains("◆\(particle)"), "\(template.code)")
            }
        }
    }

    @Test func `Messages inform and do not advertise`() throws {
        for template in try TemplateLibrary.bundled().all {
            let content = template.content([:])
            for word in ["쿠폰", "할인", "이벤트", "다음에", "또 이용", "추천", "혜택", "!"] {
                #expect(!content.message.contains(word), "\(template.code)")
            }
        }
    }

    @Test func `What does not fit KakaoTalk's limits is refused at start with every reason`() async throws {
        let cases: [(replace: String, by: String, complaint: String)] = [
            ("#{고객명}님", String(repeating: "가", count: 999), "title and text can reach 1001 characters"),
            (#""title":"결제""#, #""title":"\#(String(repeating: "가", count: 51))""#, "title can exceed its limit"),
            ("보기", "주문상세를 지금 바로 보기요", "name is empty or too long"),
            ("http://a", "http://a/" + String(repeating: "b", count: 492), "link is empty or can be too long"),
            ("http://a", "http://a/#{가게명}", "a variable that cannot stand in a link"),
            ("#{고객명}님", "#{고객이름}님", "unknown variable #{고객이름}"),
            ("#{고객명}님", "#{고객명님", "not closed"),
            (#""version":1"#, #""version":0"#, "version is less than 1"),
            ("ORDER_PAID", "order paid", "code is not"),
            (
                #""fallback":"결제""#, #""fallback":"\#(String(repeating: "가", count: 1001))""#,
                "fallback is empty or can be"
            ),
            (#""role":"customer""#, #""role":"cook""#, "ORDER.json"),
            (
                "}]", "}" + String(repeating: #",{"type":"WL","name":"a","linkMo":"b","linkPc":"c"}"#, count: 5) + "]",
                "more than 5 buttons"
            ),
        ]
        for (text, replacement, complaint) in cases {
            let error = try await error(of: Self.file.replacing(text, with: replacement))
            #expect(error.contains(complaint), "\(complaint)")
        }
        #expect(try await error(of: Self.file).contains("no template for OrderPlaced to a customer"))
        #expect(try await !error(of: Self.file).contains("ORDER.json"))
    }

    @Test func `Two templates for the same event and role are refused`() async throws {
        try await withTemporaryDirectory { path in
            for name in ["A.json", "B.json"] {
                try Data(Self.file.utf8).write(to: URL(filePath: path).appending(path: name))
            }
            let error = #expect(throws: TemplateError.self) { try TemplateLibrary(directory: URL(filePath: path)) }
            #expect(error?.description.contains("code ORDER_PAID is taken") == true)
            #expect(error?.description.contains("is for the same event and role") == true)
        }
    }

    @Test func `A value is put in as it is, even where it looks like a variable`() throws {
        let text = try TemplateText("#{고객명}님, #{가게명} #{고객명}")
        #expect(text.filled(with: ["고객명": "#{가게명}", "가게명": "역삼"]) == "#{가게명}님, 역삼 #{가게명}")
        #expect(text.maximumLength == 20 + 3 + 40 + 1 + 20)
    }

    @Test func `A long value is cut to its variable's length, a broken line is joined`() {
        #expect(TemplateVariable.customerName.fit("가나\n다") == "가나 다")
        for value in [String(repeating: "가", count: 400), String(repeating: "👨‍👩‍👧‍👦", count: 100)] {
            for variable in TemplateVariable.allCases {
                let fitted = variable.fit(value)
                #expect(fitted.utf16.count <= variable.maximumLength)
                #expect(fitted.hasSuffix("…"))
            }
        }
    }

    private func error(of file: String) async throws -> String {
        try await withTemporaryDirectory { path in
            try Data(file.utf8).write(to: URL(filePath: path).appending(path: "ORDER.json"))
            let error = #expect(throws: TemplateError.self) { try TemplateLibrary(directory: URL(filePath: path)) }
            return error?.description ?? ""
        }
    }
}
