import Contracts

/// The ids of one run: all begin alike, so that a server may be used again and again, and beside others.
struct Names: Sendable, Hashable {
    /// As `sim-4k7x2m`.
    let run: String

    init(run: String) { self.run = run }

    static func random() -> Names {
        let letters = Array("abcdefghjkmnpqrstvwxyz23456789")
        return Names(run: "sim-" + String((0..<6).map { _ in letters[Int.random(in: 0..<letters.count)] }))
    }

    func order(_ errand: Int) -> String { "\(run)-o\(errand)" }
    func customer(_ errand: Int) -> String { "\(run)-c\(errand)" }
    func store(_ shop: Int) -> String { "\(run)-s\(shop)" }
    func food(_ shop: Int, _ dish: Int) -> String { "\(run)-f\(shop)-\(dish)" }
    func rider(_ rider: Int) -> String { "\(run)-r\(rider)" }

    /// The number behind an id of this run; nil for anybody else's.
    func errand(_ order: some StringProtocol) -> Int? { number(order, "o") }
    func shop(_ store: some StringProtocol) -> Int? { number(store, "s") }
    func rider(_ rider: some StringProtocol) -> Int? { number(rider, "r") }

    private func number(_ id: some StringProtocol, _ letter: String) -> Int? {
        let prefix = "\(run)-\(letter)"
        guard id.hasPrefix(prefix) else { return nil }
        return Int(id.dropFirst(prefix.count))
    }
}
