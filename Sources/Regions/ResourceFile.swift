import Foundation

/// A data file shipped with this module, found in the build folder or in the resource bundle beside the executable.
enum ResourceFile {
    /// The bytes of the file. A build without its data could place no order, so that ends the process with a sentence.
    static func bytes(of name: String) -> [UInt8] {
        let file = Bundle.module.bundleURL.appendingPathComponent("Resources/\(name)")
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            let bundle = Bundle.module.bundleURL.lastPathComponent
            fatalError("\(file.path): \(error). Build again, or copy \(bundle) beside the executable.")
        }
    }
}
