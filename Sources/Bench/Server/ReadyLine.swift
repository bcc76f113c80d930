/// `ready http://127.0.0.1:8088 mqtt://127.0.0.1:1883`
struct ReadyLine: Sendable {
    let http: String
    let mqtt: String

    /// nil where the line has not been printed yet.
    init?(output: String) {
        for line in output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ")
            if words.count == 3, words[0] == "ready" {
                http = String(words[1])
                mqtt = String(words[2])
                return
            }
        }
        return nil
    }
}
