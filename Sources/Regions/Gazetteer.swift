/// Everything known about the country's legal dong: names, codes, points, ri, and the roads of Seoul. Read once, never changed.
struct Gazetteer: Sendable {
    /// Sorted by code.
    private(set) var regions: [Region] = []
    private(set) var areaNames = AreaNames()
    private(set) var dongNames = DongNames()
    let roads = SeoulRoads()

    /// Eight-digit code → position in `regions`.
    private var positions: [Int: Int] = [:]
    /// Five-digit sigungu code → the eight-digit codes of its dong.
    private var dongs: [Int: [Int]] = [:]
    /// Eight-digit code → the ri of an eup or myeon, a space around each.
    private var ri: [Int: String] = [:]
    /// The positions in `regions` whose point is their own.
    private(set) var placed: [Int] = []

    init() {
        CommaTable(bytes: ResourceFile.bytes(of: "dongs.csv")).forEachRow { add(dong: $0) }
        CommaTable(bytes: ResourceFile.bytes(of: "admin_dongs.csv")).forEachRow { fields in
            guard fields.count == 2 else { return }
            let codes = fields[1].split(separator: " ").compactMap { Int($0) }
            dongNames.add(administrative: String(fields[0]), codes: codes)
        }
        placeTheRest()
    }

    /// A row `code,sido,sigungu,dong,lat,lon,ri`.
    private mutating func add(dong fields: [Substring]) {
        guard fields.count == 7, let code = Int(fields[0].prefix(8)) else { return }
        var region = Region(
            sido: String(fields[1]),
            sigungu: String(fields[2]),
            dong: String(fields[3]),
            code: String(fields[0])
        )
        if let lat = Double(fields[4]), let lon = Double(fields[5]) {
            region.point = GeoPoint(lat: lat, lon: lon)
            placed.append(regions.count)
        }
        positions[code] = regions.count
        if dongs[code / 1000] == nil {
            areaNames.add(sido: region.sido, sigungu: region.sigungu, code: code / 1000)
        }
        dongs[code / 1000, default: []].append(code)
        dongNames.add(legal: region.dong, code: code)
        if !fields[6].isEmpty { ri[code] = " \(fields[6]) " }
        regions.append(region)
    }

    /// A dong younger than the boundary data stands in the middle of the others of its sigungu.
    private mutating func placeTheRest() {
        let own = positions.compactMapValues { regions[$0].point }
        for position in regions.indices where regions[position].point == nil {
            guard let sigungu = Int(regions[position].code.prefix(5)) else { continue }
            let points = dongs(of: sigungu).compactMap { own[$0] }
            guard !points.isEmpty else { continue }
            regions[position].point = GeoPoint(
                lat: points.map(\.lat).reduce(0, +) / Double(points.count),
                lon: points.map(\.lon).reduce(0, +) / Double(points.count)
            )
        }
    }

    /// The dong with this eight-digit code.
    func region(_ code: Int) -> Region? {
        positions[code].map { regions[$0] }
    }

    /// The codes of the dong of a sigungu.
    func dongs(of sigungu: Int) -> [Int] {
        dongs[sigungu, default: []]
    }

    /// The eup and myeon of `areas` that have a ri of this name.
    func dongs(withRi name: String, in areas: Set<Int>) -> [Int] {
        areas.sorted().flatMap { dongs(of: $0) }.filter { ri[$0]?.contains(" \(name) ") ?? false }
    }
}

extension Gazetteer {
    /// The dong with the nearest point of its own. Over a country this small a flat map finds the same one as the globe.
    func nearest(to point: GeoPoint) -> Region? {
        let longitudeShrinks = 0.8
        var nearest: Int?
        var least = Double.infinity
        for position in placed {
            guard let middle = regions[position].point else { continue }
            let north = middle.lat - point.lat
            let east = (middle.lon - point.lon) * longitudeShrinks
            let square = north * north + east * east
            if square < least { (least, nearest) = (square, position) }
        }
        return nearest.map { regions[$0] }
    }
}
