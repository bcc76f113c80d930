import Contracts

/// Whom to reach, from the service that knows.
struct ContactDesk: ContactDirectory {
    let stores: any ContactDirectory
    let riders: any ContactDirectory

    func contact(of role: RecipientRole, id: String) async throws -> Contact? {
        switch role {
        case .store: try await stores.contact(of: role, id: id)
        case .rider: try await riders.contact(of: role, id: id)
        // The notification service asks this desk, and keeps the customers itself.
        case .customer: nil
        }
    }
}
