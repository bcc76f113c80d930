import Dispatching
public import Foundation

extension Instance {
    /// Reads a folder with `couriers.txt`, `orders.txt`, `restaurants.txt` and `instance_parameters.txt`, as the public
    /// instances have them. The instance is named as the folder.
    public init(reading folder: URL) throws(InstanceError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw InstanceError(file: folder.path, line: nil, problem: "is not a folder")
        }
        let rules = try Rules(reading: folder.appendingPathComponent("instance_parameters.txt"))
        let restaurants = try Self.restaurants(folder.appendingPathComponent("restaurants.txt"))
        let couriers = try Self.couriers(folder.appendingPathComponent("couriers.txt"))
        let orders = try Self.orders(folder.appendingPathComponent("orders.txt"), of: restaurants)
        let name = folder.standardizedFileURL.lastPathComponent
        self.init(name: name, couriers: couriers, orders: orders, restaurants: restaurants, rules: rules)
    }

    private static func restaurants(_ url: URL) throws(InstanceError) -> [Restaurant] {
        let file = try TabSeparatedFile(url, columns: ["restaurant", "x", "y"])
        var ids: Set<String> = []
        var restaurants: [Restaurant] = []
        for row in file.rows {
            let id = try row.newID("restaurant", &ids)
            restaurants.append(Restaurant(id: id, location: try row.location))
        }
        return restaurants
    }

    private static func couriers(_ url: URL) throws(InstanceError) -> [Courier] {
        let file = try TabSeparatedFile(url, columns: ["courier", "x", "y", "on_time", "off_time"])
        var ids: Set<String> = []
        var couriers: [Courier] = []
        for row in file.rows {
            let id = try row.newID("courier", &ids)
            let onTime = try row.whole("on_time")
            let offTime = try row.whole("off_time")
            guard onTime <= offTime else { throw row.error("off_time is before on_time") }
            couriers.append(Courier(id: id, location: try row.location, onTime: onTime, offTime: offTime))
        }
        return couriers
    }

    private static func orders(_ url: URL, of restaurants: [Restaurant]) throws(InstanceError) -> [Order] {
        let columns = ["order", "x", "y", "placement_time", "restaurant", "ready_time"]
        let file = try TabSeparatedFile(url, columns: columns)
        let numbers = Dictionary(uniqueKeysWithValues: restaurants.enumerated().map { ($0.element.id, $0.offset) })
        var ids: Set<String> = []
        var orders: [Order] = []
        for row in file.rows {
            let id = try row.newID("order", &ids)
            let restaurant = try row.id("restaurant")
            guard let number = numbers[restaurant] else {
                throw row.error("restaurant \"\(restaurant)\" is not in restaurants.txt")
            }
            orders.append(
                Order(
                    id: id,
                    dropoff: try row.location,
                    placedAt: try row.whole("placement_time"),
                    restaurant: number,
                    readyAt: try row.whole("ready_time")
                )
            )
        }
        return orders
    }
}

extension TabSeparatedFile.Row {
    fileprivate func newID(_ column: String, _ known: inout Set<String>) throws(InstanceError) -> String {
        let id = try id(column)
        guard known.insert(id).inserted else { throw error("\(column) \"\(id)\" is there twice") }
        return id
    }

    fileprivate var location: Location {
        get throws(InstanceError) { Location(x: try number("x"), y: try number("y")) }
    }
}
