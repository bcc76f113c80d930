import Dispatching
import Foundation
import MDRP
import TestSupport
import Testing

@Suite("Reading an instance")
struct ReadingTests {
    @Test("Four files make a day, named as their folder")
    func reads() async throws {
        try await withTemporaryDirectory { folder in
            try InstanceFiles().write(to: folder + "/7o100")
            let day = try Instance(reading: URL(fileURLWithPath: folder + "/7o100/"))
            #expect(day.name == "7o100")
            #expect(day.couriers == smallDay().couriers)
            #expect(day.orders == smallDay().orders)
            #expect(day.restaurants == smallDay().restaurants)
            #expect(day.rules == smallDay().rules)
        }
    }

    @Test("Line ends of either kind, columns in any order, whole numbers with a point")
    func lenient() async throws {
        var files = InstanceFiles()
        files.files["couriers.txt"] = "off_time\tcourier\tx\ty\ton_time\r\n300.0\tc1\t450\t0\t0.0\r\n\r\n"
        try await withTemporaryDirectory { [files] folder in
            try files.write(to: folder)
            #expect(try Instance(reading: URL(fileURLWithPath: folder)).couriers == smallDay().couriers)
        }
    }

    static let mistakes: [(file: String, text: String?, line: Int?, problem: String)] = [
        ("orders.txt", nil, nil, "is not there"),
        ("orders.txt", "", nil, "is empty"),
        ("couriers.txt", "courier\tx\ty\ton_time\nc1\t0\t0\t0\n", 1, "has no column \"off_time\""),
        ("couriers.txt", "courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t0\n", 2, "has 4 fields where the header has 5"),
        ("couriers.txt", "courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t9\t8\n", 2, "off_time is before on_time"),
        ("couriers.txt", "courier\tx\ty\ton_time\toff_time\nc1\tnan\t0\t0\t8\n", 2, "x is \"nan\", which is no number"),
        ("restaurants.txt", "restaurant\tx\ty\nr1\t0\t0\nr1\t0\t1\n", 3, "restaurant \"r1\" is there twice"),
        ("restaurants.txt", "restaurant\tx\ty\nr 1\t0\t0\n", 2, "restaurant is \"r 1\", which is no id"),
        (
            "orders.txt", "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t0\t1\tr9\t2\n", 2,
            "restaurant \"r9\" is not in restaurants.txt"
        ),
        (
            "orders.txt", "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t0\tnoon\tr1\t2\n", 2,
            "placement_time is \"noon\", which is no number"
        ),
        (
            "orders.txt", "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t0\t1.5\tr1\t2\n", 2,
            "placement_time is \"1.5\", which is no whole number of a size that can be meant"
        ),
    ]

    @Test("What is wrong is said with its file and line", arguments: mistakes)
    func spoilt(_ case: (file: String, text: String?, line: Int?, problem: String)) async throws {
        var files = InstanceFiles()
        files.files[`case`.file] = `case`.text
        try await withTemporaryDirectory { [files] folder in
            try files.write(to: folder)
            let error = #expect(throws: InstanceError.self) { try Instance(reading: URL(fileURLWithPath: folder)) }
            #expect(error?.file.hasSuffix("/" + `case`.file) == true)
            #expect(error?.line == `case`.line)
            #expect(error?.problem == `case`.problem)
        }
    }

    @Test(
        "Parameters that make no day",
        arguments: [("0\t4\t4", "meters_per_minute"), ("100\t3\t4", "pickup service minutes")]
    )
    func rules(_ start: String, _ column: String) async throws {
        var files = InstanceFiles()
        let header = files.files["instance_parameters.txt"]!.split(separator: "\n")[0]
        files.files["instance_parameters.txt"] = "\(header)\n\(start)\t40\t90\t10\t15\n"
        try await withTemporaryDirectory { [files] folder in
            try files.write(to: folder)
            let error = #expect(throws: InstanceError.self) { try Instance(reading: URL(fileURLWithPath: folder)) }
            #expect(error?.line == 2)
            #expect(error?.problem.hasPrefix(column) == true)
        }
    }

    @Test("No folder")
    func noFolder() {
        let error = #expect(throws: InstanceError.self) {
            try Instance(reading: URL(fileURLWithPath: "/nowhere/at/all"))
        }
        #expect(error?.description == "/nowhere/at/all: is not a folder")
    }
}
