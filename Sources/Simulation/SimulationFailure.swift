/// Why a simulation cannot begin or go on, in one sentence for a person.
public struct SimulationFailure: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ sentence: String) { description = sentence }
}
