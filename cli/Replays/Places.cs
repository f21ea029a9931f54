using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Pipelines;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Cli.Replays;

/// <summary>The buckets, the database and the topic of a pipeline, opened; nothing is connected yet.</summary>
internal sealed record Places
{
    public required string RawLocation { get; init; }

    public required IBucket Raw { get; init; }

    public required IBucket Shapes { get; init; }

    public required IBucket Rejects { get; init; }

    /// <summary>Null when no database is given.</summary>
    public required Database? Database { get; init; }

    public required string? TopicLocation { get; init; }

    public required AggregateOptions Options { get; init; }

    /// <summary>Null when something is wrong: it has been said, and <paramref name="code"/> is the exit code.</summary>
    public static Places? Open(
        Surroundings surroundings, string command, PlaceOptions options, ParseResult parsed, out int code)
    {
        Database? database = null;
        code = ExitCode.Success;
        var location = parsed.GetValue(options.Database);
        if (Locations.Database(surroundings, location) is not null
            && !OpenedDatabase.TryOpen(surroundings, command, location, false, out database, out code)) return null;
        if (OpenBuckets(surroundings, options, parsed).Is(out var places, out var refusal))
            return places with { Database = database };
        code = surroundings.Misuse(command, refusal);
        return null;
    }

    /// <summary>The shapes in use now.</summary>
    /// <exception cref="TransientException">There are none.</exception>
    public Task<ActiveShapes> ActiveShapesAsync(TimeProvider clock, CancellationToken cancellation) =>
        new ShapesCache(Shapes, Options.ShapesObject, clock, NullLogger.Instance).CurrentAsync(cancellation);

    /// <summary>Where messages go: the topic, else an aggregate in this process, which needs the database.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The destination owns its parts.")]
    public async Task<Answer<Destination>> OpenDestinationAsync(
        Surroundings surroundings, CancellationToken cancellation)
    {
        if (TopicLocation is { } location)
        {
            var services = Locations.Services(surroundings);
            var topic = services.OpenTopic(location, out var refusal);
            if (topic is not null) return Destination.Of(location, topic, services);
            await services.DisposeAsync();
            return $"'{location}' cannot be used as a topic: {refusal}";
        }

        if (Database is null)
        {
            return "Neither a topic nor a database is given: use --topic (or TOPIC) to publish, or --database "
                + "(or DATABASE) to aggregate in this process.";
        }

        var parts = new LocalAggregateParts(
            Options,
            Database,
            OperationPlaces.OwnDeadLetters(surroundings, RawLocation),
            surroundings.Clock,
            surroundings.Warn);
        return Destination.Of(await LocalAggregate.StartAsync(Raw, Shapes, Rejects, parts, cancellation));
    }

    private static Answer<Places> OpenBuckets(Surroundings surroundings, PlaceOptions options, ParseResult parsed)
    {
        if (OperationPlaces.RawBucket(surroundings, parsed.GetValue(options.Bucket)) is not { } raw)
            return OperationPlaces.NoBucket;
        var settings = new EnvironmentSettings(surroundings.Variable);
        var rules = AggregateOptions.Bind(settings);
        if (settings.Mistakes.Count > 0) return string.Join(" ", settings.Mistakes);
        var shapes = OperationPlaces.BucketOr(
            surroundings, parsed.GetValue(options.ShapesBucket), Locations.ShapesBucketVariable, raw);
        var rejects = OperationPlaces.BucketOr(
            surroundings, parsed.GetValue(options.RejectsBucket), OperationPlaces.RejectsBucketVariable, raw);
        if (!Locations.OpenBucket(surroundings, raw).Is(out var rawBucket, out var refusal)) return refusal;
        if (!Locations.OpenBucket(surroundings, shapes).Is(out var shapesBucket, out refusal)) return refusal;
        if (!Locations.OpenBucket(surroundings, rejects).Is(out var rejectsBucket, out refusal)) return refusal;
        return new Places
        {
            RawLocation = raw,
            Raw = rawBucket,
            Shapes = shapesBucket,
            Rejects = rejectsBucket,
            Database = null,
            TopicLocation = OperationPlaces.Topic(surroundings, parsed.GetValue(options.Topic)),
            Options = rules,
        };
    }
}
