using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>The composition root: the environment in, the function out.</summary>
internal static class StartUp
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The host owns its function.")]
    public static FunctionProgram? Compose(EnvironmentSettings settings, TimeProvider clock, ILoggerFactory logs)
    {
        var options = AggregateOptions.Bind(settings);
        var host = FunctionHostOptions.Bind(settings, options.WorkTimeout);
        var raw = settings.Opened("RAW_BUCKET", Buckets.Open, clock);
        var rejects = settings.IsSet("REJECTS_BUCKET") ? settings.Opened("REJECTS_BUCKET", Buckets.Open, clock) : raw;
        var shapes = settings.IsSet("SHAPES_BUCKET") ? settings.Opened("SHAPES_BUCKET", Buckets.Open, clock) : raw;
        var deadLetters = settings.Opened("DEAD_LETTER_TOPIC", Topics.Open, clock);
        var database = settings.Opened("DATABASE", Databases.Open, clock);
        if (settings.Mistakes.Count > 0) return null;
        var parts = new AggregateParts(raw!, rejects!, shapes!, deadLetters!, database!.Recorder, clock, logs);
        var function = new Function(options, parts);
        var endpoint = AggregateHost.Endpoint(function, parts);
        return new FunctionProgram(host, endpoint, function.PrepareAsync) { Owned = deadLetters as IAsyncDisposable };
    }
}
