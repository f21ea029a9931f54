using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Fetch;

/// <summary>The composition root: the environment in, the function out.</summary>
internal static class StartUp
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The host owns its function.")]
    public static FunctionProgram? Compose(EnvironmentSettings settings, TimeProvider clock, ILoggerFactory logs)
    {
        var options = FetchOptions.Bind(settings);
        var host = FunctionHostOptions.Bind(settings, options.WorkTimeout);
        var bucket = Bucket(settings, clock);
        var topic = Topic(settings, clock);
        if (settings.Mistakes.Count > 0) return null;
        var function = new Function(options, new FetchParts(bucket!, topic!, clock, logs));
        return new FunctionProgram(host, function, _ => Task.CompletedTask);
    }

    private static IBucket? Bucket(EnvironmentSettings settings, TimeProvider clock)
    {
        var location = settings.Required("RAW_BUCKET");
        if (location.Length == 0) return null;
        var bucket = Buckets.Open(location, clock, out var refusal);
        if (bucket is null) settings.Refuse("RAW_BUCKET", refusal!);
        return bucket;
    }

    private static ITopic? Topic(EnvironmentSettings settings, TimeProvider clock)
    {
        _ = clock;
        settings.Required("TOPIC");
        return null;
    }
}
