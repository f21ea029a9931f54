using Isotherm.Hosting;
using Isotherm.Hosting.Logs;

namespace Isotherm.Functions.Tests.Logs;

/// <summary>Who reads the log decides its form.</summary>
public sealed class LogFormatOfProcess
{
    [Theory]
    [InlineData(null, null, LogFormat.Text)]
    [InlineData("fetch", null, LogFormat.Json)]
    [InlineData("fetch", "text", LogFormat.Text)]
    [InlineData(null, "json", LogFormat.Json)]
    [InlineData("fetch", "", LogFormat.Json)]
    public void On_Cloud_Run_it_is_JSON_unless_the_variable_says_else(
        string? service, string? format, LogFormat expected)
    {
        var settings = Settings(service, format);

        Assert.Equal(expected, ProcessLogs.FormatOf(settings));
        Assert.Empty(settings.Mistakes);
    }

    [Theory]
    [InlineData("JSON")]
    [InlineData("xml")]
    public void Another_value_is_a_mistake_by_name(string format)
    {
        var settings = Settings(service: null, format);

        ProcessLogs.FormatOf(settings);

        Assert.Equal(["LOG_FORMAT must be json or text."], settings.Mistakes);
    }

    private static EnvironmentSettings Settings(string? service, string? format) =>
        new(name => name switch { "K_SERVICE" => service, "LOG_FORMAT" => format, _ => null });
}
