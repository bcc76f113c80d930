public import Contracts
public import Hummingbird

/// The query of a request, read with the same care as a body.
public struct Query {
    private let request: Request

    public init(_ request: Request) { self.request = request }

    public func text(_ name: Substring) -> String? {
        guard let value = request.uri.queryParameters[name], !value.isEmpty else { return nil }
        return String(value)
    }

    /// - Throws: ``Problem`` `invalid-id`.
    public func id<Entity>(_ name: Substring, as type: ID<Entity>.Type = ID<Entity>.self) throws -> ID<Entity>? {
        guard let text = text(name) else { return nil }
        guard let id = ID<Entity>(text) else {
            throw Problem(.invalidID, "\(name)이(가) 올바른 id가 아니에요.")
        }
        return id
    }

    /// - Throws: ``Problem`` `invalid-request` outside the range.
    public func integer(_ name: Substring, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw Problem(.invalidRequest, "\(name)은(는) \(range.lowerBound)부터 \(range.upperBound)까지의 정수여야 해요.")
        }
        return value
    }

    /// - Throws: ``Problem`` `invalid-request` where the value is none of the cases.
    public func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: Substring,
        of type: Choice.Type = Choice.self
    ) throws -> Choice? where Choice.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let value = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.invalidRequest, "\(name)에는 다음 가운데 하나를 쓸 수 있어요: \(known)")
        }
        return value
    }
}
