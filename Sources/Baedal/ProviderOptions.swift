import Application
import ArgumentParser
import Foundation
import ServiceKit

struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who carries the messages: local (writes the record, calls nobody) or bizgo (KakaoTalk). (BAEDAL_PROVIDER; default: local)",
            valueName: "name"
        )
    )
    var provider: String?

    @Option(
        help: ArgumentHelp(
            "Where bizgo is called. (BAEDAL_PROVIDER_URL; default: https://mars.ibapi.kr)",
            valueName: "address"
        )
    )
    var providerURL: String?

    @Option(
        help: ArgumentHelp(
            "A file, yours alone, with the keys the environment does not give: BAEDAL_BIZGO_API_KEY=… and so on. (BAEDAL_BIZGO_KEYS)",
            valueName: "path"
        )
    )
    var providerKeys: String?

    @Option(help: "Recipients a second that the provider takes. (BAEDAL_PROVIDER_RATE; default: 200)")
    var providerRate: Int?

    @Option(
        help: ArgumentHelp(
            "What links in messages start with. (BAEDAL_PUBLIC_URL; default: where the gateway of this process is)",
            valueName: "address"
        )
    )
    var publicURL: String?

    func apply(to configuration: inout ServeConfiguration) throws {
        try Setting.set(&configuration.provider.name, provider, "BAEDAL_PROVIDER")
        configuration.provider.url = try Setting.value(providerURL, "BAEDAL_PROVIDER_URL")
        configuration.provider.keysFile = try Setting.value(providerKeys, "BAEDAL_BIZGO_KEYS")
        configuration.provider.rate = try Setting.value(providerRate, "BAEDAL_PROVIDER_RATE")
        configuration.publicURL = try Setting.value(publicURL, "BAEDAL_PUBLIC_URL")
        for key in ProviderKey.allCases {
            configuration.provider.keys[key.rawValue] = Setting.secret(key.rawValue)
        }
    }
}
