using Isotherm.Hosting;
using Isotherm.Hosting.Traces;

namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>The standard variables of OpenTelemetry switch it on, and nothing else does.</summary>
public sealed class TelemetryVariables
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void Without_an_endpoint_everything_is_off()
    {
        _variables["K_SERVICE"] = "fetch";
        _variables["OTEL_SERVICE_NAME"] = "mine";
        _variables["OTEL_TRACES_EXPORTER"] = "otlp";

        Assert.False(Bind().IsOn);
    }

    [Theory]
    [InlineData("http://collector:4318", "http://collector:4318/v1/traces", "http://collector:4318/v1/metrics")]
    [InlineData("https://collector/otlp/", "https://collector/otlp/v1/traces", "https://collector/otlp/v1/metrics")]
    public void One_endpoint_is_the_base_of_both(string endpoint, string traces, string metrics)
    {
        _variables[Prefix + "ENDPOINT"] = endpoint;

        var options = Bind();

        Assert.Equal(new OtlpTarget(new Uri(traces), UsesGrpc: false, Headers: null, 10_000), options.Traces);
        Assert.Equal(new OtlpTarget(new Uri(metrics), UsesGrpc: false, Headers: null, 10_000), options.Metrics);
    }

    [Theory]
    [InlineData("TRACES", true, false)]
    [InlineData("METRICS", false, true)]
    public void An_endpoint_of_one_signal_is_taken_as_it_is_for_that_signal(string signal, bool traces, bool metrics)
    {
        _variables[$"{Prefix}{signal}_ENDPOINT"] = "http://collector/x";

        var options = Bind();

        Assert.Equal((traces, metrics), (options.Traces is not null, options.Metrics is not null));
        Assert.Equal(new Uri("http://collector/x"), (options.Traces ?? options.Metrics)!.Endpoint);
    }

    [Fact]
    public void A_variable_of_one_signal_wins_over_that_of_both()
    {
        _variables[Prefix + "ENDPOINT"] = "http://collector";
        _variables[Prefix + "PROTOCOL"] = "grpc";
        _variables[Prefix + "HEADERS"] = "a=secret";
        _variables[Prefix + "TIMEOUT"] = "5";
        _variables[Prefix + "METRICS_PROTOCOL"] = "http/protobuf";
        _variables[Prefix + "METRICS_HEADERS"] = "b=secret";
        _variables[Prefix + "METRICS_TIMEOUT"] = "7";

        var options = Bind();

        Assert.Equal(new OtlpTarget(new Uri("http://collector"), UsesGrpc: true, "a=secret", 5), options.Traces);
        Assert.Equal(
            new OtlpTarget(new Uri("http://collector/v1/metrics"), UsesGrpc: false, "b=secret", 7), options.Metrics);
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", false, false)]
    [InlineData("OTEL_SDK_DISABLED", "TRUE", false, false)]
    [InlineData("OTEL_SDK_DISABLED", "false", true, true)]
    [InlineData("OTEL_TRACES_EXPORTER", "none", false, true)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", true, false)]
    public void It_can_be_switched_off(string variable, string value, bool traces, bool metrics)
    {
        _variables[Prefix + "ENDPOINT"] = "http://collector";
        _variables[variable] = value;

        var options = Bind();

        Assert.Equal((traces, metrics), (options.Traces is not null, options.Metrics is not null));
    }

    [Theory]
    [InlineData(Prefix + "ENDPOINT", "collector:4318")]
    [InlineData(Prefix + "TRACES_ENDPOINT", "/v1/traces")]
    [InlineData(Prefix + "PROTOCOL", "http/json")]
    [InlineData(Prefix + "TIMEOUT", "soon")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin")]
    public void A_mistake_is_named_and_its_value_is_not(string variable, string value)
    {
        _variables[Prefix + "METRICS_ENDPOINT"] = "http://collector";
        _variables[Prefix + "TRACES_ENDPOINT"] = "http://collector";
        _variables.Remove(variable == Prefix + "ENDPOINT" ? Prefix + "TRACES_ENDPOINT" : "");
        _variables[variable] = value;
        var settings = new EnvironmentSettings(_variables.GetValueOrDefault);

        TelemetryOptions.Bind(settings);

        Assert.NotEmpty(settings.Mistakes);
        Assert.All(
            settings.Mistakes, mistake => Assert.StartsWith(variable + " must be", mistake, StringComparison.Ordinal));
        Assert.DoesNotContain(settings.Mistakes, mistake => mistake.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public void On_Cloud_Run_the_platform_is_known()
    {
        _variables["K_SERVICE"] = "isotherm-fetch";
        _variables["K_REVISION"] = "isotherm-fetch-00007";
        _variables["GOOGLE_CLOUD_PROJECT"] = "my-project";

        var options = Bind();

        Assert.Equal("isotherm-fetch", options.Service);
        Assert.Equal("gcp", options.Attributes["cloud.provider"]);
        Assert.Equal("gcp_cloud_run", options.Attributes["cloud.platform"]);
        Assert.Equal("isotherm-fetch-00007", options.Attributes["faas.version"]);
        Assert.Equal("my-project", options.Attributes["cloud.account.id"]);
    }

    private TelemetryOptions Bind()
    {
        var settings = new EnvironmentSettings(_variables.GetValueOrDefault);
        var options = TelemetryOptions.Bind(settings);
        Assert.Empty(settings.Mistakes);
        return options;
    }
}
