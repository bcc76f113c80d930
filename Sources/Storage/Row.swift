import GRDB

/// One row of a result, valid only inside the closure that is given it.
public struct Row {
    let row: GRDB.Row

    public func text(_ column: String) -> String { row[column] }
    public func optionalText(_ column: String) -> String? { row[column] }
    public func integer(_ column: String) -> Int { row[column] }
    public func optionalInteger(_ column: String) -> Int? { row[column] }
    public func long(_ column: String) -> Int64 { row[column] }
    public func optionalLong(_ column: String) -> Int64? { row[column] }
    public func real(_ column: String) -> Double { row[column] }
    public func optionalReal(_ column: String) -> Double? { row[column] }
    public func flag(_ column: String) -> Bool { (row[column] as Int64) != 0 }
}
