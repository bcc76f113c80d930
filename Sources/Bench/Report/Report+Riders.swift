/// The riders' tables.
extension Report {
    mutating func add(_ races: ClaimRaces.Outcome) {
        title("Claims over MQTT: \(races.riders) riders race for a delivery, \(races.races) times, one winner each")
        row("", ["least", "median", "most"])
        row("claims answered a second", [races.rate.least, races.rate.median, races.rate.most].map(Text.whole))
        row("all at one moment", ["p50 ms", "p99 ms"])
        row("from claim to reply", times(races.replies))
        row("bare broker, each to itself and back, as many at once", times(races.broker))
        row("ratio of p99", ["", ratio(races.replies, races.broker)])
    }

    mutating func add(_ news: BoardNews.Outcome) {
        title("Ready food at \(news.riders) riders of its region, \(news.rounds) times")
        row("", ["p50 ms", "p99 ms"])
        row("from the answer to finish-cook to each rider's receipt", times(news.news))
        row("bare broker, one message to all of them", times(news.broker))
        row("ratio of p99", ["", ratio(news.news, news.broker)])
    }

    private func times(_ samples: Samples) -> [String] {
        [samples.percentile(0.5), samples.percentile(0.99)].map(Text.milliseconds)
    }

    private func ratio(_ samples: Samples, _ limit: Samples) -> String {
        Text.decimal(Double(samples.percentile(0.99)) / Double(max(1, limit.percentile(0.99))), digits: 1)
    }
}
