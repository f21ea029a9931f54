using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Isotherm.Adapters.Identity;
using Isotherm.Aggregate;
using Isotherm.Cli.Terminals;
using Isotherm.Fetch;
using Isotherm.Hosting;

namespace Isotherm.Cli.Doctor;

/// <summary>What does not depend on bucket, topic or database: program, variables, credentials, sensor API.</summary>
internal sealed class EnvironmentChecks(Surroundings surroundings)
{
    public const string Credentials = "credentials";

    private const string ApiVariable = "SENSOR_API_URL";
    private const string KeyVariable = "SENSOR_API_KEY";

    public IEnumerable<Check> All(bool needsToken) =>
    [
        new("versions", "", _ => Now(Versions())),
        new("configuration", "", _ => Now([.. Configuration()])),
        new(
            Credentials,
            "Run it as a service account of Google Cloud (a job of Cloud Run is one), or use an emulator or file: "
            + "locations.",
            cancellation => needsToken
                ? TokenAsync(cancellation)
                : Now(CheckResult.Skipped(Credentials, "Nothing here needs an access token."))),
        new(
            "sensor API",
            $"Check {ApiVariable}, the network and the firewall on the way.",
            ApiAsync),
    ];

    private static CheckResult Versions() => CheckResult.Good(
        "versions",
        $"isotherm {CodeVersion.Current}, .NET {Environment.Version}, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");

    /// <summary>By the same classes that the functions read their variables with.</summary>
    private IEnumerable<CheckResult> Configuration()
    {
        var settings = new EnvironmentSettings(surroundings.Variable);
        var aggregate = AggregateOptions.Bind(settings);
        _ = FunctionHostOptions.Bind(settings, aggregate.WorkTimeout);
        var isFetch = settings.IsSet(ApiVariable) || settings.IsSet(KeyVariable);
        if (isFetch) _ = FetchOptions.Bind(settings);
        foreach (var mistake in settings.Mistakes)
        {
            yield return CheckResult.Wrong(
                "configuration", mistake, "Correct the variable: docs/configuration.md tells all of them.");
        }

        if (settings.Mistakes.Count == 0)
        {
            yield return CheckResult.Good("configuration", isFetch
                ? "The variables of aggregate and fetch are right."
                : "The variables of aggregate are right; those of fetch are not set.");
        }
    }

    private async Task<IReadOnlyList<CheckResult>> TokenAsync(CancellationToken cancellation)
    {
        using var tokens = MetadataTokens.FromEnvironment(
            surroundings.Variable, scope: null, surroundings.Clock, out var refusal);
        if (tokens is null) return [CheckResult.Wrong(Credentials, refusal!, "Correct the variable.")];
        _ = await tokens.GetAsync(cancellation);
        return [CheckResult.Good(Credentials, "The metadata server gives access tokens.")];
    }

    /// <summary>A connection and nothing more: every call of the API answers, and may cost, other data.</summary>
    private async Task<IReadOnlyList<CheckResult>> ApiAsync(CancellationToken cancellation)
    {
        const string subject = "sensor API";
        var written = surroundings.Variable(ApiVariable);
        if (string.IsNullOrEmpty(written)) return [CheckResult.Skipped(subject, $"{ApiVariable} is not set.")];
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return [CheckResult.Skipped(subject, $"{ApiVariable} is no address.")];
        var place = string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}");
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellation);
            return [CheckResult.Good(subject, $"{place} takes connections; it was not called.")];
        }
        catch (SocketException e)
        {
            return [CheckResult.Wrong(
                subject, $"{place} cannot be reached: {e.SocketErrorCode}.", $"Check {ApiVariable} and the network.")];
        }
    }

    private static Task<IReadOnlyList<CheckResult>> Now(params IReadOnlyList<CheckResult> results) =>
        Task.FromResult(results);
}
