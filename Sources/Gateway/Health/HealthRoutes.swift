import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// `GET /health`: 200 while the process can do its work, 503 where it cannot.
struct HealthRoutes: Sendable {
    let board: HealthBoard

    func add(to router: Router<ServiceContext>) {
        router.get("/health") { [board] _, _ in
            let report = await board.report()
            return Response(
                status: report.status == .down ? .serviceUnavailable : .ok,
                headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(bytes: try JSON.data(report)))
            )
        }
    }
}
