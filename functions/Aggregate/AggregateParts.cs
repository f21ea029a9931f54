using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Tables;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>What aggregate works with; the caller owns all of it.</summary>
/// <param name="RawBucket">Holds raw objects and manifests.</param>
/// <param name="RejectsBucket">Keeps the rejects.</param>
/// <param name="ShapesBucket">Holds the shapes.</param>
/// <param name="DeadLetterTopic">Takes the messages that can never succeed.</param>
/// <param name="Recorder">The way into the tables.</param>
/// <param name="Clock">Measures deadlines and durations.</param>
/// <param name="Logs">Gets the log lines.</param>
public sealed record AggregateParts(
    IBucket RawBucket,
    IBucket RejectsBucket,
    IBucket ShapesBucket,
    ITopic DeadLetterTopic,
    RunRecorder Recorder,
    TimeProvider Clock,
    ILoggerFactory Logs);
