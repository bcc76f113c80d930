import Contracts
import Foundation
import Hummingbird
import NIOCore
import ServiceKit

/// What other services ask of this one: food for an order, and whom to reach at a store.
struct InternalRoutes: Sendable {
    let service: StoreService

    func add(to group: RouterGroup<ServiceContext>) {
        group.put("reservations/{orderId}") { try await reserve($0, $1) }
        group.get("contacts/store/{id}") { _, context in try await contact(context) }
    }

    private func reserve(_ request: Request, _ context: ServiceContext) async throws -> Answer {
        let order = try context.id("orderId", as: OrderID.self)
        let body = Data(try await request.body.collect(upTo: ServiceContext.bodyLimit).readableBytesView)
        guard let reservation = try? JSON.decode(ReservationRequest.self, from: body), reservation.orderId == order
        else {
            throw Problem(.invalidRequest, "예약 요청을 읽을 수 없어요. 본문의 orderId는 주소의 것과 같아야 해요.")
        }
        return try Answer(try await service.reserve(reservation))
    }

    private func contact(_ context: ServiceContext) async throws -> Answer {
        let id = try context.id(as: StoreID.self)
        guard let contact = try await service.contact(of: .store, id: id.rawValue) else {
            throw Problem(.notFound, "그런 가게가 없어요. 가게 id를 확인해 주세요.")
        }
        return try Answer(contact)
    }
}
