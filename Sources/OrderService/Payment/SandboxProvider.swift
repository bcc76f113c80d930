import Contracts

/// The payment provider of the sandbox: it approves everything but the method `decline`.
enum SandboxProvider {
    static func authorise(method: String) -> PaymentStatus { method == "decline" ? .declined : .approved }
}
