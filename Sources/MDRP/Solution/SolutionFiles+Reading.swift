import Foundation

/// What is wrong with a solution's files, and where.
public struct SolutionError: Error, Equatable, CustomStringConvertible {
    public let description: String
}

extension SolutionFiles {
    /// Reads the three files back, whoever wrote them.
    public func read() throws -> Solution {
        var solution = Solution()
        for line in try lines(Self.assignments) {
            let orders = Array(line.words.dropFirst(3))
            guard !orders.isEmpty else { throw line.error("has no order") }
            solution.assignments.append(
                Solution.Assignment(
                    assignedAt: try line.minute(0),
                    pickupAt: try line.minute(1),
                    courier: try line.word(2),
                    orders: orders
                )
            )
        }
        for line in try lines(Self.orders) {
            solution.orders.append(
                Solution.DeliveredOrder(
                    order: try line.word(0),
                    placedAt: try line.minute(1),
                    readyAt: try line.minute(2),
                    pickupAt: try line.minute(3),
                    dropoffAt: try line.minute(4),
                    courier: try line.word(5)
                )
            )
        }
        for line in try lines(Self.couriers) {
            let origin = try line.word(2)
            solution.moves.append(
                Solution.Move(
                    courier: try line.word(0),
                    departedAt: try line.minute(1),
                    origin: origin == "0" ? nil : origin,
                    destination: try line.word(3)
                )
            )
        }
        return solution
    }

    private func lines(_ name: String) throws -> [SolutionLine] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().dropFirst()
            .map {
                SolutionLine(
                    file: name,
                    number: $0.offset + 1,
                    words: $0.element.split(separator: " ").map(String.init)
                )
            }
            .filter { !$0.words.isEmpty }
    }
}

private struct SolutionLine {
    let file: String
    let number: Int
    let words: [String]

    func error(_ problem: String) -> SolutionError {
        SolutionError(description: "\(file), line \(number): \(problem)")
    }

    func word(_ place: Int) throws(SolutionError) -> String {
        guard words.indices.contains(place) else { throw error("has only \(words.count) words") }
        return words[place]
    }

    func minute(_ place: Int) throws(SolutionError) -> Int {
        let text = try word(place)
        guard let number = Double(text), let minute = Int(exactly: number) else {
            throw error("\"\(text)\" is no whole minute")
        }
        return minute
    }
}
