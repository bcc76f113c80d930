/// Packs items into groups and gives groups to columns: each item in just one group, each group to at most one column, each
/// column at most one group, for the least cost.
///
/// Which groups are formed is searched: regrouped where that pays, until nothing does. Who gets them is exact at every
/// step. The dual prices say beforehand what a regrouping can save at best, so that few have to be tried; how many at most
/// depends on the size alone, so that equal input gives equal output.
struct SetPacking {
    /// Items that can go together.
    struct Group {
        /// Ascending.
        let items: [Int]
        /// Of each column; infinity where it is impossible.
        let costs: [Double]
        /// What it costs to give the group to nobody.
        let price: Double
    }

    /// A group, and its column if it has one.
    struct Choice: Equatable {
        let group: Int
        let column: Int?
    }

    private let groups: [Group]
    private let numberOfItems: Int
    private let groupOfItems: [[Int]: Int]
    private var assignment: LinearAssignment
    private var rowOfGroup: [Int: Int] = [:]
    private var groupOfItem: [Int]

    /// How many more regroupings may be tried.
    private var trials: Int

    /// Less is not worth a step, and might be rounding.
    private static let tolerance = 1e-7
    /// Numbers looked at in all trials together, at most: some tenths of a second.
    private static let work = 40_000_000

    /// - Parameter groups: each item by itself first, in order; then whatever else there is.
    init(items: Int, columns: Int, groups: [Group]) {
        self.groups = groups
        numberOfItems = items
        groupOfItems = Dictionary(
            groups.indices.map { (groups[$0].items, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        groupOfItem = Array(0..<items)
        assignment = LinearAssignment(columns: columns)
        trials = Self.work / max(1, items * columns)
        for item in 0..<items {
            precondition(groups[item].items == [item])
            rowOfGroup[item] = assignment.insert(groups[item].costs, orPay: groups[item].price)
        }
    }

    /// The groups formed, by their first items, and who has them.
    mutating func solve() -> [Choice] {
        improve()
        var choices: [Choice] = []
        for item in 0..<numberOfItems {
            let group = groupOfItem[item]
            guard groups[group].items.first == item else { continue }
            let column = assignment.columnOfRow[rowOfGroup[group]!]
            choices.append(Choice(group: group, column: column == LinearAssignment.none ? nil : column))
        }
        return choices
    }

    var total: Double { assignment.total }

    private mutating func improve() {
        guard groups.count > numberOfItems else { return }
        let most = 8
        for _ in 0..<most {
            var improved = false
            for group in numberOfItems..<groups.count {
                let isFormed = rowOfGroup[group] != nil
                if isFormed ? split(group) : form(group) { improved = true }
            }
            if !improved { return }
        }
    }

    private mutating func form(_ group: Int) -> Bool {
        let items = groups[group].items
        var broken: [Int] = []
        for item in items where !broken.contains(groupOfItem[item]) { broken.append(groupOfItem[item]) }
        let rests = broken.map { other in groups[other].items.filter { !items.contains($0) } }.filter { !$0.isEmpty }
        // What is left over goes together if it can, as where two pairs exchange partners; or each rest by itself.
        if rests.count > 1, let together = groupOfItems[rests.flatMap { $0 }.sorted()],
            regroup(broken, into: [group, together])
        {
            return true
        }
        return regroup(broken, into: [group] + rests.flatMap { rest in groupOfItems[rest].map { [$0] } ?? rest })
    }

    private mutating func split(_ group: Int) -> Bool { regroup([group], into: groups[group].items) }

    private mutating func regroup(_ broken: [Int], into formed: [Int]) -> Bool {
        var bound = 0.0
        for group in formed { bound += assignment.bound(groups[group].costs, orPay: groups[group].price) }
        for group in broken { bound -= assignment.rowDuals[rowOfGroup[group]!] }
        guard bound < -Self.tolerance, trials > 0 else { return false }
        trials -= 1

        var trial = assignment
        for group in broken { trial.remove(rowOfGroup[group]!) }
        var rows: [Int] = []
        for group in formed { rows.append(trial.insert(groups[group].costs, orPay: groups[group].price)) }
        if trial.total > assignment.total - Self.tolerance { return false }

        assignment = trial
        for group in broken { rowOfGroup[group] = nil }
        for (group, row) in zip(formed, rows) {
            rowOfGroup[group] = row
            for item in groups[group].items { groupOfItem[item] = group }
        }
        return true
    }
}
