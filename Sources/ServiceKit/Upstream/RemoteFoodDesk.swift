public import Contracts
import HTTPTypes
import NIOCore

/// The store service's desk in another process.
public struct RemoteFoodDesk: FoodDesk {
    private let upstream: Upstream

    public init(upstream: Upstream) { self.upstream = upstream }

    public func reserve(_ request: ReservationRequest) async throws -> Reservation {
        // The caller's own time limit is shorter; this one only frees the connection.
        try await upstream.json(.put, "/internal/reservations/\(request.orderId)", body: request, timeout: .seconds(2))
    }
}
