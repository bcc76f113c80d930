import Contracts
import EventLog

/// How a store comes to be known.
struct StoreRegistration {
    private let work: UnitOfWork

    init(_ work: UnitOfWork) { self.work = work }

    /// - Returns: the store, and whether this made it what it is.
    /// - Throws: ``Problem`` `id-taken` where another store has the id.
    func register(_ form: StoreForm) throws -> (store: Store, isNew: Bool) {
        let id = form.id ?? .make(at: work.now)
        guard var known = try StoreTable.find(id, in: work.transaction) else {
            let store = Store(registering: form, id: id, at: work.now)
            try StoreTable.insert(store, in: work.transaction)
            try announce(store)
            return (store, true)
        }
        if known.matches(form) { return (known, false) }
        try known.complete(with: form)
        try StoreTable.update(known, in: work.transaction)
        try announce(known)
        return (known, true)
    }

    /// The store with the id; a bare one is registered where there is none.
    func findOrRegisterBare(_ id: StoreID) throws -> Store {
        if let known = try StoreTable.find(id, in: work.transaction) { return known }
        let store = Store(bare: id, at: work.now)
        try StoreTable.insert(store, in: work.transaction)
        try announce(store)
        return store
    }

    private func announce(_ store: Store) throws {
        try work.emit([NewEvent(.storeRegistered, subject: store.id.rawValue, data: store.data)])
    }
}
