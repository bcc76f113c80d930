import Contracts

/// Somebody who carries food. The phone number never leaves this service's table except masked, or to who must call.
struct Rider: Hashable, Sendable {
    let id: RiderID
    var name: String
    /// Digits only.
    var phone: String
    var version = 1

    init(id: RiderID, name: String, phone: String) {
        self.id = id
        self.name = name
        self.phone = phone
    }

    /// The number as anybody may see it: `010****5678`.
    var maskedPhone: String {
        let shown = phone.count > 7 ? phone.count - 8 : 0
        return phone.prefix(shown) + "****" + phone.suffix(4)
    }
}

extension RiderData {
    init(_ rider: Rider) { self.init(riderId: rider.id, name: rider.name, version: rider.version) }
}
