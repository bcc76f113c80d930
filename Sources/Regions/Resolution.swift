/// What an address says about its region.
public enum Resolution: Sendable, Equatable {
    case found(Region)
    /// It lies in one of these, the likeliest first. Never empty.
    /// An address that names no more than its sigungu has all the dong of that sigungu here.
    case ambiguous([Region])
    case notFound
}
