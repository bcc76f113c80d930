public import Contracts
public import Hummingbird

/// What a request carries beside itself: its cause, from which the events that follow take their trace.
public struct ServiceContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The request's id and trace: the caller's where it gave valid ones, else new.
    public var cause: Cause

    /// Bytes of a body; more is answered with 413.
    public static let bodyLimit = 64 * 1024

    public init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
        self.cause = Cause(id: IDText.make(at: .now), traceparent: "")
    }

    public var maxUploadSize: Int { Self.bodyLimit }
}

extension ServiceContext {
    /// The id in the path.
    ///
    /// - Throws: ``Problem`` `invalid-id`.
    public func id<Entity>(_ name: String = "id", as type: ID<Entity>.Type = ID<Entity>.self) throws -> ID<Entity> {
        guard let text = parameters.get(name), let id = ID<Entity>(text) else {
            throw Problem(.invalidID, "주소의 id가 올바르지 않아요. 영문자, 숫자, '_', '-'로 된 1~64자여야 해요.")
        }
        return id
    }
}
