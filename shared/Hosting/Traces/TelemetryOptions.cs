namespace Isotherm.Hosting.Traces;

/// <summary>
/// Whether and where spans and metrics are sent, by the standard variables of OpenTelemetry. Both are off unless an
/// endpoint is given.
/// </summary>
/// <param name="Traces">Null: spans are not even made.</param>
/// <param name="Metrics">Null: metrics are not collected.</param>
/// <param name="Service">Names this service unless <c>OTEL_SERVICE_NAME</c> does; null: by its function.</param>
/// <param name="Attributes">What is known of the platform.</param>
/// <param name="FlushLimit">The longest that an answer waits until everything is sent.</param>
public sealed record TelemetryOptions(
    OtlpTarget? Traces,
    OtlpTarget? Metrics,
    string? Service,
    IReadOnlyDictionary<string, string> Attributes,
    TimeSpan FlushLimit)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const int DefaultTimeout = 10_000;
    private const int LongestTimeout = 600_000;
    private const int DefaultFlush = 1_000;
    private const int LongestFlush = 60_000;

    public bool IsOn => Traces is not null || Metrics is not null;

    /// <summary>Mistakes are noted in the settings.</summary>
    public static TelemetryOptions Bind(EnvironmentSettings settings)
    {
        var isOff = settings.Optional("OTEL_SDK_DISABLED", "false").Equals("true", StringComparison.OrdinalIgnoreCase);
        return new TelemetryOptions(
            isOff ? null : Target(settings, "TRACES"),
            isOff ? null : Target(settings, "METRICS"),
            settings.Find("K_SERVICE"),
            Platform(settings),
            TimeSpan.FromMilliseconds(settings.Whole("TELEMETRY_FLUSH_MILLISECONDS", DefaultFlush, 1, LongestFlush)));
    }

    private static OtlpTarget? Target(EnvironmentSettings settings, string signal)
    {
        var exporter = $"OTEL_{signal}_EXPORTER";
        if (settings.Optional(exporter, "otlp") is not "otlp" and var other)
        {
            if (other != "none") settings.Refuse(exporter, "must be otlp or none.");
            return null;
        }

        var name = Variable("ENDPOINT");
        if (settings.Find(name) is not { } text) return null;
        var protocolName = Variable("PROTOCOL");
        var protocol = settings.Optional(protocolName, "http/protobuf");
        if (protocol is not ("grpc" or "http/protobuf"))
            settings.Refuse(protocolName, "must be http/protobuf or grpc.");
        var timeout = settings.Whole(Variable("TIMEOUT"), DefaultTimeout, 1, LongestTimeout);
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        if (!isAddress)
        {
            settings.Refuse(name, "must be an absolute http or https address.");
            return null;
        }

        var isBase = name == Prefix + "ENDPOINT" && protocol != "grpc";
        var endpoint = isBase ? Below(address!, signal) : address!;
        return new OtlpTarget(endpoint, protocol == "grpc", settings.Find(Variable("HEADERS")), timeout);

        string Variable(string what)
        {
            var own = $"{Prefix}{signal}_{what}";
            return settings.IsSet(own) ? own : Prefix + what;
        }
    }

    private static Uri Below(Uri address, string signal)
    {
        var path = signal == "TRACES" ? "v1/traces" : "v1/metrics";
        return new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}");
    }

    private static Dictionary<string, string> Platform(EnvironmentSettings settings)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (settings.Find("K_SERVICE") is not { } service) return attributes;
        attributes["cloud.provider"] = "gcp";
        attributes["cloud.platform"] = "gcp_cloud_run";
        attributes["faas.name"] = service;
        if (settings.Find("K_REVISION") is { } revision) attributes["faas.version"] = revision;
        if (settings.Find("GOOGLE_CLOUD_PROJECT") is { } project) attributes["cloud.account.id"] = project;
        return attributes;
    }
}
