using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;
using Isotherm.Hosting;
using Isotherm.Hosting.PushIdentity;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>The composition root: the environment in, the function out.</summary>
internal static class StartUp
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The host owns its function.")]
    public static FunctionProgram? Compose(EnvironmentSettings settings, TimeProvider clock, ILoggerFactory logs)
    {
        var options = AggregateOptions.Bind(settings);
        var host = FunctionHostOptions.Bind(settings, options.WorkTimeout) with { Name = AggregateHost.Name };
        var caller = PushIdentityOptions.Bind(settings);
        var services = new BackingServices(settings.Find, clock);
        var raw = settings.Opened("RAW_BUCKET", services.OpenBucket);
        var rejects = BucketOr(raw, "REJECTS_BUCKET");
        var shapes = BucketOr(raw, "SHAPES_BUCKET");
        var deadLetters = settings.Opened("DEAD_LETTER_TOPIC", services.OpenTopic);
        var database = settings.Opened("DATABASE", services.OpenDatabase);
        if (settings.Mistakes.Count > 0) return null;
        var parts = new AggregateParts(
            new TracedBucket(raw!),
            new TracedBucket(rejects!),
            new TracedBucket(shapes!),
            new TracedTopic(deadLetters!),
            database!.Recorder,
            clock,
            logs);
        var function = new Function(options, parts);
        var endpoint = PushIdentityGate.Around(AggregateHost.Endpoint(function, parts), caller, clock, logs);
        return new FunctionProgram(host, endpoint, function.PrepareAsync) { Owned = services };

        IBucket? BucketOr(IBucket? otherwise, string name) =>
            settings.IsSet(name) ? settings.Opened(name, services.OpenBucket) : otherwise;
    }
}
