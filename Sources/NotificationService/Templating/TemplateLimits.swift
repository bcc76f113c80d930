/// KakaoTalk's limits on a template, kept with every variable at its longest.
enum TemplateLimits {
    static let buttons = 5
    static let buttonName = 14
    static let link = 500
    static let codeLength = 30
    /// EUC-KR bytes of a long text message.
    static let fallbackBytes = 2000

    /// Everything that is wrong with a template.
    static func flaws(of template: Template) -> [TemplateFlaw] {
        var flaws: [TemplateFlaw] = []
        func check(_ isRight: Bool, _ flaw: String) {
            if !isRight { flaws.append(TemplateFlaw(flaw)) }
        }
        let isCode = template.code.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }
        check(
            (1...codeLength).contains(template.code.utf8.count) && isCode,
            "code is not A-Z, 0-9 and _ alone, 1 to \(codeLength)"
        )
        check(template.version >= 1, "version is less than 1")
        check(
            (1...NotificationContent.titleLimit).contains(template.title.maximumLength),
            "title can exceed its limit or is empty"
        )
        let length = template.title.maximumLength + template.text.maximumLength
        check(template.text.maximumLength > 0, "text is empty")
        check(length <= NotificationContent.messageLimit, "title and text can reach \(length) characters")
        check(template.buttons.count <= buttons, "more than \(buttons) buttons")
        for button in template.buttons {
            check(
                (1...buttonName).contains(button.name.utf16.count),
                "button \(button.name): name is empty or too long"
            )
            for link in [button.linkMo, button.linkPc] {
                check(
                    (1...TemplateLimits.link).contains(link.maximumLength),
                    "button \(button.name): link is empty or can be too long"
                )
                check(
                    link.variables.allSatisfy(\.isLinkSafe),
                    "button \(button.name): a variable that cannot stand in a link"
                )
            }
        }
        check((1...fallbackBytes).contains(template.fallback.maximumBytes), "fallback is empty or can be too long")
        return flaws
    }
}
