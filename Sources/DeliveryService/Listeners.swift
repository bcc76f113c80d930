import Contracts
import Logging
import MQTT
import ServiceKit

extension RiderRequestListener {
    static func requests(_ core: ServiceCore, _ desk: RiderDesk) -> RiderRequestListener {
        RiderRequestListener(
            core: core,
            desk: desk,
            subscription: core.subscribe("requests", to: Topics.riderRequests, qos: .atLeastOnce, bufferLimit: 20_000),
            drops: core.drops("requests")
        )
    }
}

extension SignalListener {
    /// At most once: the next place makes up for one that is lost.
    static func locations(_ core: ServiceCore, _ sightings: RiderSightings) -> SignalListener {
        SignalListener(
            core.subscribe("location", to: Topics.riderLocations, qos: .atMostOnce, bufferLimit: 10_000),
            drops: core.drops("location")
        ) { message, rider throws(DropReason) in
            guard !message.retain else { throw .retained }
            try sightings.noteLocation(message.payload, of: rider, at: core.clock.now)
        }
    }

    static func presences(_ core: ServiceCore, _ sightings: RiderSightings) -> SignalListener {
        core.metrics.gauge("baedal_riders_online", help: "Riders whose app says that it is there.") {
            Double(sightings.onlineCount)
        }
        core.metrics.gauge("baedal_riders_available", help: "Riders who can be asked: online, with a fresh place.") {
            Double(sightings.available(at: core.clock.now).count)
        }
        return SignalListener(
            core.subscribe("presence", to: Topics.riderPresences, qos: .atLeastOnce, bufferLimit: 50_000),
            drops: core.drops("presence")
        ) { message, rider throws(DropReason) in
            try sightings.notePresence(message.payload, of: rider, at: core.clock.now)
        }
    }
}

extension ServiceCore {
    fileprivate func drops(_ topic: String) -> DropCounter {
        DropCounter(topic: topic, metrics: metrics, logger: logger)
    }

    /// Subscribes, and tells in the figures how many messages found the buffer full.
    fileprivate func subscribe(_ topic: String, to filter: String, qos: QoS, bufferLimit: Int) -> MQTTSubscription {
        let subscription = client.subscribe(to: filter, qos: qos, bufferLimit: bufferLimit)
        metrics.gauge(
            "baedal_mqtt_overflowed_messages",
            help: "Messages of clients that came faster than they could be taken.",
            labels: [("topic", topic)]
        ) { Double(subscription.droppedCount) }
        return subscription
    }
}
