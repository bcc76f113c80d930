import NIOCore

/// A store, a food, customers and riders of this run's own, registered before anything is measured.
struct Town: Sendable {
    private static let portions = 1_000_000
    static let address = "서울 강남구 테헤란로 152"
    static let storeAddress = "서울 강남구 테헤란로 123"

    let endpoint: HTTPEndpoint
    /// What all ids of this run start with, so that a server may be measured again and again.
    let run: String
    let people: Int

    init(endpoint: HTTPEndpoint, people: Int) {
        self.endpoint = endpoint
        self.people = people
        let letters = Array("abcdefghjkmnpqrstvwxyz0123456789")
        run = "bench-" + String((0..<8).map { _ in letters.randomElement()! })
    }

    var store: String { "\(run)-s" }
    var food: String { "\(run)-f" }

    func customer(_ number: Int) -> String { "\(run)-c\(number)" }

    func rider(_ number: Int) -> String { "\(run)-r\(number)" }

    func register(on connection: HTTPConnection.Bound) async throws {
        let store = #"{"id":"\#(store)","name":"부하 가게","address":"\#(Self.storeAddress)","phone":"0212345678"}"#
        try await connection.ask(endpoint.post("/stores", store))
        let food = #"{"id":"\#(food)","name":"떡볶이","price":4500,"count":\#(Self.portions),"storeId":"\#(self.store)"}"#
        try await connection.ask(endpoint.post("/foods", food))
        for number in 0..<people {
            let phone = "010\(10_000_000 + number)"
            let customer = #"{"id":"\#(customer(number))","name":"고객\#(number)","phone":"\#(phone)"}"#
            let rider = #"{"id":"\#(rider(number))","name":"라이더\#(number)","phone":"\#(phone)"}"#
            try await connection.ask(endpoint.post("/customers", customer))
            try await connection.ask(endpoint.post("/riders", rider))
        }
    }

    /// An order of one portion; without an id the server gives it one.
    func order(id: String? = nil, of customer: Int = 0) -> ByteBuffer {
        let named = id.map { #""id":"\#($0)","# } ?? ""
        return endpoint.post(
            "/orders",
            #"{\#(named)"customerId":"\#(self.customer(customer))","foodId":"\#(food)","quantity":1,"address":"\#(Self.address)"}"#
        )
    }
}
