import Contracts
import ServiceKit

/// A rider as REST shows one: the phone masked, and where the rider is as far as that is fresh.
struct RiderView: Encodable, Sendable {
    private enum Key: String, CodingKey { case id, name, phone, version, online, location, links = "_links" }

    private let rider: Rider
    private let sight: RiderSight?

    init(_ rider: Rider, sight: RiderSight? = nil) {
        self.rider = rider
        self.sight = sight
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(rider.id, forKey: .id)
        try container.encode(rider.name, forKey: .name)
        try container.encode(rider.maskedPhone, forKey: .phone)
        try container.encode(rider.version, forKey: .version)
        try container.encodeIfPresent(sight?.isOnline, forKey: .online)
        try container.encodeIfPresent(sight?.location, forKey: .location)
        var links = Links(self: RiderView.path(rider.id))
        links["deliveries"] = "/deliveries?riderId=\(rider.id)"
        try container.encode(links, forKey: .links)
    }

    static func path(_ id: RiderID) -> String { "/riders/\(id)" }
}
