import Application
import ArgumentParser

struct DispatchOptions: ParsableArguments {
    @Option(help: "Deliveries a rider may hold at a time. (BAEDAL_RIDER_LOAD; default: 3)")
    var riderLoad: Int?

    @Option(help: "A rider's place is forgotten after this. (BAEDAL_LOCATION_WITHIN; default: 60)")
    var locationWithin: Double?

    @Option(help: "What an offline rider has not picked up goes back after this. (BAEDAL_OFFLINE_GRACE; default: 180)")
    var offlineGrace: Double?

    @Option(help: "An offer that is not answered ends after this. (BAEDAL_OFFER_WITHIN; default: 30)")
    var offerWithin: Double?

    @Option(help: "After so many offers a delivery goes to the board. (BAEDAL_OFFER_TRIES; default: 5)")
    var offerTries: Int?

    @Option(help: "Ready food with nobody to offer it to goes to the board. (BAEDAL_BOARD_AFTER; default: 60)")
    var boardAfter: Double?

    @Option(help: "How often areas with automatic dispatch are planned. (BAEDAL_PLAN_EVERY; default: 5)")
    var planEvery: Double?

    func apply(to configuration: inout ServeConfiguration) throws {
        configuration.dispatch.riderLoad = try Setting.value(riderLoad, "BAEDAL_RIDER_LOAD")
        configuration.dispatch.locationLifetime = try Setting.value(locationWithin, "BAEDAL_LOCATION_WITHIN")
        configuration.dispatch.offlineGrace = try Setting.value(offlineGrace, "BAEDAL_OFFLINE_GRACE")
        configuration.dispatch.offerWindow = try Setting.value(offerWithin, "BAEDAL_OFFER_WITHIN")
        configuration.dispatch.offerTries = try Setting.value(offerTries, "BAEDAL_OFFER_TRIES")
        configuration.dispatch.offerPatience = try Setting.value(boardAfter, "BAEDAL_BOARD_AFTER")
        configuration.dispatch.planInterval = try Setting.value(planEvery, "BAEDAL_PLAN_EVERY")
    }
}
