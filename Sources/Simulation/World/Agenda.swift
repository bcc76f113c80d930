/// Who wants to be woken when: a binary heap, the earliest first, of one time those that were added first.
struct Agenda: Sendable {
    enum Who: Sendable, Hashable {
        case customer(Int)
        /// The kitchen that has the errand.
        case ticket(Int)
        case rider(Int)
    }

    private struct Entry: Sendable {
        let at: Double
        let number: Int
        let who: Who

        static func < (left: Entry, right: Entry) -> Bool { (left.at, left.number) < (right.at, right.number) }
    }

    private var heap: [Entry] = []
    private var added = 0

    var count: Int { heap.count }

    mutating func add(_ who: Who, at time: Double) {
        guard time.isFinite else { return }
        heap.append(Entry(at: time, number: added, who: who))
        added += 1
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The next one whose time has come.
    mutating func next(at now: Double) -> Who? {
        guard let first = heap.first, first.at <= now else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.who }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { return first.who }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
