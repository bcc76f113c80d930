/// What a notification says: the template it came from and every text as it was filled in.
struct NotificationContent: Codable, Hashable, Sendable {
    static let messageLimit = 1000
    static let titleLimit = 50

    /// Absent in a message written by hand.
    var templateCode: String?
    var templateVersion: Int?
    /// What stands for each variable, by its Korean name.
    var parameters: [String: String]
    var title: String?
    var message: String
    var buttons: [NotificationButton]

    /// Characters, as KakaoTalk counts them: title and text.
    var length: Int { (title?.utf16.count ?? 0) + message.utf16.count }
}

/// A button under a message: `WL`, a web link.
struct NotificationButton: Codable, Hashable, Sendable {
    enum Kind: String, Codable { case webLink = "WL" }

    var type: Kind
    var name: String
    var linkMo: String
    var linkPc: String
}
