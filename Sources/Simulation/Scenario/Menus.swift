/// What the stores of a scenario are called and sell.
enum Menus {
    struct Kind: Sendable {
        let word: String
        let dishes: [Shop.Dish]
        /// Seconds at the stove.
        let cooking: ClosedRange<Double>
    }

    static let kinds = [
        Kind(word: "분식", dishes: [dish("떡볶이", 4500), dish("김밥", 3500), dish("순대", 5000)], cooking: 360...720),
        Kind(word: "치킨", dishes: [dish("후라이드치킨", 18_000), dish("양념치킨", 19_000)], cooking: 780...1320),
        Kind(word: "중화반점", dishes: [dish("짜장면", 7000), dish("짬뽕", 8500), dish("탕수육", 19_000)], cooking: 480...900),
        Kind(word: "피자", dishes: [dish("콤비네이션피자", 21_000), dish("고구마피자", 23_500)], cooking: 720...1200),
        Kind(word: "국밥", dishes: [dish("돼지국밥", 9000), dish("순댓국", 9500)], cooking: 360...660),
        Kind(word: "족발", dishes: [dish("족발", 36_000), dish("막국수", 9000)], cooking: 600...1080),
        Kind(word: "초밥", dishes: [dish("모둠초밥", 17_000), dish("연어덮밥", 13_500)], cooking: 540...960),
    ]

    static let reasons = ["재료가 떨어졌어요", "주문이 몰려 받을 수 없어요", "오늘은 일찍 닫아요"]

    static let surnames = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"]
    static let givenNames = ["하늘", "바다", "지우", "서준", "민서", "도윤", "수아", "예린", "은우", "다온", "가람", "한결"]

    private static func dish(_ name: String, _ price: Int) -> Shop.Dish { Shop.Dish(name: name, price: price) }
}

extension SeededGenerator {
    mutating func personName() -> String { pick(Menus.surnames) + pick(Menus.givenNames) }
}
