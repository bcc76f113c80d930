import Regions

/// A rider on a motorbike: reads the board, answers offers, rides from store to door, one thing at a time.
struct Rider: Sendable {
    enum Duty: Sendable { case before, on, over }

    /// A delivery in hand.
    struct Job: Sendable, Hashable {
        let delivery: String
        let errand: Int
        let shop: Int
        var isReady: Bool
        var isPicked = false
    }

    enum Stop: Sendable, Hashable {
        case store(Int)
        /// Of an errand.
        case door(Int)
    }

    struct Asking: Sendable {
        var request: RiderRequest
        var errand: Int
        var askedAt: Double
    }

    /// An offer as it was heard.
    struct OfferHeard: Sendable, Hashable {
        /// nil where it is nobody's of this run: the planner may ask any rider.
        var errand: Int?
    }

    struct Offer: Sendable {
        var errand: Int?
        var answerAt: Double
    }

    /// As a Korean rider's app allows it; the system's own limit may be another.
    static let mostJobs = 3

    let number: Int
    let shift: Shift
    let roads: Roads
    /// Asks again where no reply came for so long.
    let patience: Double

    var chances: SeededGenerator
    var duty = Duty.before
    var leg: Leg
    /// At a counter or a door until then.
    var busyUntil = 0.0
    var stop: Stop?
    var jobs: [Job] = []
    /// Deliveries whose topic said that the food is ready, which it stays. A reply may be older than that, and come later.
    var ready: Set<String> = []
    var asking: Asking?
    var offers: [String: Offer] = [:]
    /// When the rider looks at the board.
    var glanceAt: Double?
    /// Not to be claimed again: another was quicker, or it was no good.
    var passed: Set<String> = []
    /// What the system said was this rider's, in order, each once for each time it was won.
    var won: [String] = []
    var delivered = 0
    var requests = 0

    init(number: Int, shift: Shift, roads: Roads, patience: Double) {
        self.number = number
        self.shift = shift
        self.roads = roads
        self.patience = patience
        chances = SeededGenerator(seed: shift.seed)
        leg = Leg(standingAt: shift.home)
    }

    var isIdle: Bool { duty == .on && jobs.isEmpty }
    var isCarrying: Bool { jobs.contains(where: \.isPicked) }
    /// Nothing in hand, nothing asked.
    var isDone: Bool { duty != .on || (jobs.isEmpty && asking == nil) }

    func place(at now: Double) -> GeoPoint { leg.place(at: now) }

    /// Something has come to the board, perhaps again: the rider looks in a moment.
    mutating func hear(opened delivery: String, at now: Double) -> [Act] {
        passed.remove(delivery)
        guard isIdle, asking == nil, glanceAt == nil else { return [] }
        return glance(in: chances.seconds(2...20), at: now)
    }

    /// An offer to this rider; nil once it is withdrawn, over or taken.
    mutating func hear(_ offer: OfferHeard?, of delivery: String, at now: Double) -> [Act] {
        guard let offer else {
            offers[delivery] = nil
            return []
        }
        let answerAt = offers[delivery]?.answerAt ?? now + chances.seconds(3...12)
        offers[delivery] = Offer(errand: offer.errand, answerAt: answerAt)
        return [.wake(at: answerAt)]
    }

    /// The delivery in hand as its retained topic says; nil once it is out of the rider's hands.
    mutating func hear(_ job: Job?, of delivery: String, at now: Double) {
        if job?.isReady == true { ready.insert(delivery) }
        let index = jobs.firstIndex { $0.delivery == delivery }
        switch (job, index) {
        case (let job?, let index?): jobs[index].isReady = job.isReady
        case (let job?, nil):
            // The reply to the claim is on its way, or was lost.
            if asking?.request.delivery != delivery, !job.isPicked { jobs.append(job) }
        case (nil, let index?):
            // Cancelled, or given to another; what was just delivered is answered in the reply.
            if asking?.request.delivery != delivery { jobs.remove(at: index) }
        case (nil, nil): break
        }
    }
}
