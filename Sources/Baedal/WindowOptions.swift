import Application
import ArgumentParser

struct WindowOptions: ParsableArguments {
    @Option(help: "An order that is not paid by then expires. (BAEDAL_PAY_WITHIN; default: 600)")
    var payWithin: Double?

    @Option(
        help: "A paid order that its store has not accepted by then is rejected. (BAEDAL_ACCEPT_WITHIN; default: 300)"
    )
    var acceptWithin: Double?

    @Option(help: "Food held for an order that was never placed is given back. (BAEDAL_RESERVE_WITHIN; default: 60)")
    var reserveWithin: Double?

    @Option(help: "A claim that is not picked up goes back to the board. (BAEDAL_PICK_WITHIN; default: 900)")
    var pickWithin: Double?

    @Option(help: "An open delivery that nobody takes is announced again. (BAEDAL_OPEN_WITHIN; default: 3600)")
    var openWithin: Double?

    func apply(to configuration: inout ServeConfiguration) throws {
        configuration.windows.pay = try Setting.value(payWithin, "BAEDAL_PAY_WITHIN")
        configuration.windows.accept = try Setting.value(acceptWithin, "BAEDAL_ACCEPT_WITHIN")
        configuration.windows.reserve = try Setting.value(reserveWithin, "BAEDAL_RESERVE_WITHIN")
        configuration.windows.pick = try Setting.value(pickWithin, "BAEDAL_PICK_WITHIN")
        configuration.windows.open = try Setting.value(openWithin, "BAEDAL_OPEN_WITHIN")
    }
}
