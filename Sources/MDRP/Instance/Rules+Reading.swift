import Foundation

extension Instance.Rules {
    /// Reads the one line of `instance_parameters.txt`.
    init(reading url: URL) throws(InstanceError) {
        let columns = [
            "meters_per_minute", "pickup service minutes", "dropoff service minutes", "target click-to-door",
            "maximum click-to-door", "pay per order", "guaranteed pay per hour",
        ]
        let file = try TabSeparatedFile(url, columns: columns)
        guard let row = file.rows.first, file.rows.count == 1 else {
            throw InstanceError(file: file.path, line: nil, problem: "must have one line under the header")
        }
        self.init()
        metersPerMinute = try row.number("meters_per_minute")
        guard metersPerMinute > 0 else { throw row.error("meters_per_minute must be more than 0") }
        pickupService = try row.serviceMinutes("pickup service minutes")
        dropoffService = try row.serviceMinutes("dropoff service minutes")
        targetClickToDoor = try row.whole("target click-to-door")
        maximumClickToDoor = try row.whole("maximum click-to-door")
        payPerOrder = try row.number("pay per order")
        guaranteedPayPerHour = try row.number("guaranteed pay per hour")
    }
}

extension TabSeparatedFile.Row {
    /// Half of it lies before the moment itself and half after, and solutions are in whole minutes.
    fileprivate func serviceMinutes(_ column: String) throws(InstanceError) -> Int {
        let minutes = try whole(column)
        guard minutes >= 2, minutes.isMultiple(of: 2) else {
            throw error("\(column) is \(minutes), where the rules need an even number, 2 at least")
        }
        return minutes
    }
}
