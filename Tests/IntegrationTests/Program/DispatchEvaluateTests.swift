import Foundation
import TestSupport
import Testing

@Suite("baedal dispatch evaluate", .timeLimit(.minutes(2)))
struct DispatchEvaluateTests {
    private static let files = [
        "couriers.txt": "courier\tx\ty\ton_time\toff_time\nc1\t450\t0\t0\t300\n",
        "orders.txt": "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t720\t10\tr1\t20\n",
        "restaurants.txt": "restaurant\tx\ty\nr1\t0\t0\n",
        "instance_parameters.txt": """
        meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\t\
        maximum click-to-door\tpay per order\tguaranteed pay per hour
        100\t4\t4\t40\t90\t10\t15

        """,
    ]

    private func write(_ files: [String: String] = files, to path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
    }

    @Test("A table with the mean on standard output, nothing on standard error, and three files for each instance")
    func evaluates() async throws {
        try await withTemporaryDirectory { folder in
            try write(to: folder + "/one")
            try write(to: folder + "/two")
            let arguments = ["dispatch", "evaluate", folder + "/one", folder + "/two/", "--out", folder + "/out"]
            let run = try BaedalProcess(arguments)
            #expect(await run.waitUntilExit() == 0)
            #expect(run.standardError.isEmpty)
            let lines = run.standardOutput.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(lines.dropFirst().map(\.first) == ["one", "two", "mean"])
            #expect(lines.last == ["mean", "2", "0.00", "22.00", "22.0", "0.00", "0.0", "75.00"])
            for name in ["one", "two"] {
                let text = try String(contentsOfFile: "\(folder)/out/\(name)/solution_info_orders.txt", encoding: .utf8)
                #expect(text == "order placement_time ready_time pickup_time dropoff_time courier\no1 10 20 20 32 c1\n")
                let assignments = "\(folder)/out/\(name)/solution_info_assignments.txt"
                #expect(try String(contentsOfFile: assignments, encoding: .utf8).hasSuffix("\n13 20 c1 o1\n"))
                let couriers = "\(folder)/out/\(name)/solution_info_couriers.txt"
                #expect(try String(contentsOfFile: couriers, encoding: .utf8).hasSuffix("\nc1 13 0 r1\nc1 22 r1 o1\n"))
            }
        }
    }

    @Test("Each policy", arguments: [("open-call", "29.00"), ("greedy", "22.00"), ("planner", "22.00")])
    func policies(_ policy: String, _ clickToDoor: String) async throws {
        try await withTemporaryDirectory { folder in
            try write(to: folder + "/one")
            let run = try BaedalProcess([
                "dispatch", "evaluate", folder + "/one", "--out", folder + "/out", "--policy", policy,
            ])
            #expect(await run.waitUntilExit() == 0)
            #expect(run.standardOutput.contains(clickToDoor), "\(run.standardOutput)\(run.standardError)")
        }
    }

    @Test("A folder that is no instance: one sentence with file and line, status 1, and nothing written")
    func badInstance() async throws {
        try await withTemporaryDirectory { folder in
            var files = Self.files
            files["orders.txt"] = "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t720\tsoon\tr1\t20\n"
            try write(to: folder + "/good")
            try write(files, to: folder + "/bad")
            for (path, words) in [(folder + "/bad", "orders.txt, line 2"), (folder + "/none", "is not a folder")] {
                let out = folder + "/out"
                let run = try BaedalProcess(["dispatch", "evaluate", folder + "/good", path, "--out", out])
                #expect(await run.waitUntilExit() == 1)
                #expect(run.standardOutput.isEmpty)
                #expect(run.standardError.hasPrefix("baedal: The instance cannot be used: "))
                #expect(run.standardError.contains(words))
                #expect(run.standardError.split(separator: "\n").count == 1)
                #expect(!FileManager.default.fileExists(atPath: out))
            }
        }
    }

    @Test("An output that cannot be written is an error too")
    func badOutput() async throws {
        try await withTemporaryDirectory { folder in
            try write(to: folder + "/one")
            let run = try BaedalProcess(["dispatch", "evaluate", folder + "/one", "--out", "/dev/null/out"])
            #expect(await run.waitUntilExit() == 1)
            #expect(run.standardError.hasPrefix("baedal: The solutions cannot be written: "))
        }
    }

    @Test(
        "What makes no sense is refused",
        arguments: [["--policy", "luck"], ["--policy", "greedy", "--prepositioning"]]
    )
    func refused(_ arguments: [String]) async throws {
        let run = try BaedalProcess(["dispatch", "evaluate", "/nowhere", "--out", "/nowhere"] + arguments)
        #expect(await run.waitUntilExit() == 64)
        #expect(run.standardError.contains("--policy") || run.standardError.contains("--prepositioning"))
    }
}
