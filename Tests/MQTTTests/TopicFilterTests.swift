import Testing

@testable import MQTT

@Suite struct TopicFilterTests {
    @Test(arguments: [
        ("a/b", "a/b", true), ("a/b", "a", false), ("a", "a/b", false), ("a/b", "a/c", false), ("a", "a/", false),
        ("a/+", "a/b", true), ("a/+", "a/", true), ("a/+", "a", false), ("a/+", "a/b/c", false),
        ("+", "a", true), ("+/+", "a/b", true), ("+/+", "/b", true), ("+", "/b", false),
        ("a/#", "a", true), ("a/#", "a/b", true), ("a/#", "a/b/c", true), ("a/#", "ab", false), ("#", "a/b", true),
        ("a/+/c/#", "a/b/c", true), ("a/+/c/#", "a/b/c/d/e", true), ("a/+/c/#", "a/b/d", false),
        ("#", "$SYS/broker", false), ("+/broker", "$SYS/broker", false), ("$SYS/#", "$SYS/broker", true),
        ("$share/g/a/+", "a/b", true), ("$share/g/a/+", "g/a/b", false),
        ("baedal/v1/regions/서울/+/#", "baedal/v1/regions/서울/강남구/역삼동/deliveries/d1", true),
        ("baedal/v1/regions/서울/+/#", "baedal/v1/regions/부산/강남구", false),
    ])
    func matching(filter: String, topic: String, expected: Bool) throws {
        #expect(try #require(TopicFilter(filter)).matches(topic) == expected)
    }

    @Test(arguments: ["", "a/#/b", "a#", "a/b+", "+a", "$share/g", "$share//a", "$share/+/a", "$share/g/", "a\0b"])
    func invalid(filter: String) {
        #expect(TopicFilter(filter) == nil)
    }
}
