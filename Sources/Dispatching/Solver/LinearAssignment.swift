/// The cheapest assignment of rows to columns, each row to at most one column and the other way round, where a row may
/// also stay out at a price of its own. Rows come and go; after each step the assignment is optimal again.
///
/// Shortest augmenting paths over reduced costs (Jonker and Volgenant 1987), rectangular. A step is O(rows × columns).
/// Ties go to the lower index, so equal input gives equal output.
struct LinearAssignment {
    let columns: Int
    private var costs: [[Double]] = []
    private var prices: [Double] = []
    private var isIn: [Bool] = []
    /// The dual price of each row: at most its price for staying out.
    private(set) var rowDuals: [Double] = []
    /// The dual price of each column: never positive, and 0 where it is free.
    private(set) var columnDuals: [Double]
    private(set) var columnOfRow: [Int] = []
    private(set) var rowOfColumn: [Int]

    static let none = -1

    init(columns: Int) {
        self.columns = columns
        columnDuals = Array(repeating: 0, count: columns)
        rowOfColumn = Array(repeating: Self.none, count: columns)
    }

    /// What the assignment costs, rows that stay out included.
    var total: Double {
        var sum = 0.0
        for row in costs.indices where isIn[row] {
            let column = columnOfRow[row]
            sum += column == Self.none ? prices[row] : costs[row][column]
        }
        return sum
    }

    /// Takes a row in.
    /// - Parameters:
    ///   - costs: of each column; infinity where the two do not go together.
    ///   - price: of staying out; finite.
    /// - Returns: the row's number.
    mutating func insert(_ costs: [Double], orPay price: Double) -> Int {
        precondition(costs.count == columns && price.isFinite)
        let row = self.costs.count
        self.costs.append(costs)
        prices.append(price)
        isIn.append(true)
        rowDuals.append(0)
        columnOfRow.append(Self.none)
        augment(from: row)
        return row
    }

    /// The least that taking in such a row can add to the total.
    func bound(_ costs: [Double], orPay price: Double) -> Double {
        var least = price
        for column in 0..<columns {
            let reduced = costs[column] - columnDuals[column]
            if reduced < least { least = reduced }
        }
        return least
    }

    private mutating func augment(from source: Int) {
        var distance = [Double](repeating: .infinity, count: columns)
        var previous = [Int](repeating: source, count: columns)
        var scanned = [Bool](repeating: false, count: columns)
        var order: [Int] = []

        var last = source
        var base = 0.0
        var leastOut = prices[source]
        var rowOut = source
        var end = Self.none
        while true {
            let row = costs[last]
            let dual = last == source ? 0 : rowDuals[last]
            var next = Self.none
            var least = Double.infinity
            for column in 0..<columns where !scanned[column] {
                let through = base + row[column] - dual - columnDuals[column]
                if through < distance[column] {
                    distance[column] = through
                    previous[column] = last
                }
                if distance[column] < least {
                    least = distance[column]
                    next = column
                }
            }
            if least >= leastOut { break }
            base = least
            if rowOfColumn[next] == Self.none {
                end = next
                break
            }
            scanned[next] = true
            order.append(next)
            last = rowOfColumn[next]
            let out = base + prices[last] - rowDuals[last]
            if out < leastOut {
                leastOut = out
                rowOut = last
            }
        }

        let length = end == Self.none ? leastOut : base
        rowDuals[source] = length
        for column in order {
            columnDuals[column] += distance[column] - length
            rowDuals[rowOfColumn[column]] += length - distance[column]
        }
        if end == Self.none {
            if rowOut == source { return }
            end = columnOfRow[rowOut]
            columnOfRow[rowOut] = Self.none
        }
        while true {
            let row = previous[end]
            rowOfColumn[end] = row
            swap(&columnOfRow[row], &end)
            if row == source { return }
        }
    }

    /// Takes a row out; its column goes to whom it helps most.
    mutating func remove(_ row: Int) {
        precondition(isIn[row])
        isIn[row] = false
        let column = columnOfRow[row]
        columnOfRow[row] = Self.none
        guard column != Self.none else { return }
        rowOfColumn[column] = Self.none
        refill(column)
    }

    private mutating func refill(_ source: Int) {
        var distance = [Double](repeating: .infinity, count: costs.count)
        var previous = [Int](repeating: source, count: costs.count)
        var scanned = isIn.map { !$0 }
        var order: [Int] = []

        var last = source
        var base = 0.0
        /// The column that is left free in the end, and the row that leaves it: none where the source itself stays free.
        var length = -columnDuals[source]
        var end = Self.none
        while true {
            var next = Self.none
            var least = Double.infinity
            for row in costs.indices where !scanned[row] {
                let through = base + costs[row][last] - rowDuals[row] - columnDuals[last]
                if through < distance[row] {
                    distance[row] = through
                    previous[row] = last
                }
                if distance[row] < least {
                    least = distance[row]
                    next = row
                }
            }
            if least >= length { break }
            base = least
            scanned[next] = true
            order.append(next)
            last = columnOfRow[next]
            let left = last == Self.none ? base : base - columnDuals[last]
            if left < length {
                length = left
                end = next
            }
            if last == Self.none { break }
        }

        columnDuals[source] += length
        for row in order where distance[row] < length {
            rowDuals[row] -= length - distance[row]
            if columnOfRow[row] != Self.none { columnDuals[columnOfRow[row]] += length - distance[row] }
        }
        guard end != Self.none else { return }
        var row = end
        if columnOfRow[row] != Self.none {
            rowOfColumn[columnOfRow[row]] = Self.none
            columnDuals[columnOfRow[row]] = 0  // but for rounding it is
        }
        while true {
            let column = previous[row]
            let displaced = column == source ? Self.none : rowOfColumn[column]
            rowOfColumn[column] = row
            columnOfRow[row] = column
            if column == source { return }
            row = displaced
        }
    }
}
