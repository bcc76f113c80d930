import Contracts
import Storage

/// Customers to begin with, so that the first order of a new installation has somebody to tell.
enum SampleCustomers {
    private static let people = [
        ("c1", "김하늘", "01012345678"),
        ("c2", "이바다", "01023456789"),
        ("c3", "정노을", "01034567890"),
    ]

    /// Adds them where there is no customer yet.
    static func add(at now: Timestamp, in transaction: Transaction) throws {
        guard try CustomerTable.isEmpty(in: transaction) else { return }
        for (id, name, phone) in people {
            let customer = Customer(
                id: CustomerID(trusted: id),
                name: name,
                phone: PhoneNumber(phone),
                isMuted: false,
                createdAt: now
            )
            try CustomerTable.insert(customer, in: transaction)
        }
    }
}
