using System.Diagnostics;
using CloudNative.CloudEvents;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Readings;
using Isotherm.Core.Tables;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>
/// Takes one message: reads the part that it announces, sums its readings per region by both methods and records the
/// sums. Returning is done for good; a message that can never succeed is put aside as a dead letter first.
/// </summary>
public sealed class Function(AggregateOptions options, AggregateParts parts)
    : ICloudEventFunction<MessagePublishedData>, IDisposable
{
    private readonly ILogger _log = parts.Logs.CreateLogger<Function>();
    private readonly ShapesCache _shapes = new(
        parts.ShapesBucket, options.ShapesObject, parts.Clock, parts.Logs.CreateLogger<Function>());

    private readonly CommittedParts _committed = new(parts.RawBucket);
    private readonly PartReader _reader = new(parts.RawBucket, options.Rules, options.Aggregations);
    private readonly RejectObjects _rejects = new(parts.RejectsBucket);
    private readonly DeadLetters _deadLetters = new(parts.DeadLetterTopic);

    /// <summary>Loads the shapes; when that fails, messages are answered with 503 until it succeeds.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await _shapes.CurrentAsync(cancellation);
        }
        catch (TransientException failure)
        {
            _log.NoShapes(failure.Message);
        }
    }

    public async Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken)
    {
        var line = new RequestLine(_log, parts.Clock, data);
        await line.WriteAfterAsync(() => TakeAsync(data, line, cancellationToken));
    }

    public void Dispose() => _reader.Dispose();

    private async Task TakeAsync(MessagePublishedData data, RequestLine line, CancellationToken cancellation)
    {
        try
        {
            line.Message = MessageCodec.Read(data.Message.Data.Span);
            var (run, slot) = (line.Message.Key.Run.Value, line.Message.Key.Slot.ToString());
            Activity.Current?.SetTag("isotherm.run", run).SetTag("isotherm.slot", slot);
            if (line.Message is PartMessage part) await AggregateAsync(part, data, line, cancellation);
            if (line.Message is FailedRunMessage failed) await parts.Recorder.RecordFailureAsync(failed, cancellation);
        }
        catch (PoisonException poison)
        {
            await _deadLetters.KeepAsync(data, poison.Message, cancellation);
            line.DeadLetterReason = poison.Message;
            AggregateMeter.DeadLetters.Add(1);
        }
    }

    private async Task AggregateAsync(
        PartMessage message, MessagePublishedData data, RequestLine line, CancellationToken cancellation)
    {
        var (receivedAt, begin) = (parts.Clock.GetUtcNow(), parts.Clock.GetTimestamp());
        var part = await _committed.FindAsync(message, cancellation);
        var shapes = await _shapes.CurrentAsync(cancellation);
        var aggregate = await ReadAsync(part, shapes, cancellation);
        line.Aggregate = aggregate;
        await _rejects.KeepAsync(part, shapes.Activation.Hash, aggregate.Rejected, cancellation);
        var entry = Entry(part, shapes.Activation, aggregate) with
        {
            ReceivedAt = receivedAt,
            Took = parts.Clock.GetElapsedTime(begin),
            DeliveryAttempt = data.DeliveryAttempt,
        };
        line.Outcome = await RecordAsync(entry, cancellation);
        if (line.Outcome != RecordOutcome.Recorded) return;
        AggregateMeter.Recorded(aggregate, parts.Clock.GetUtcNow() - part.Manifest.StartedAt);
        if (SourceAlarm.Reason(aggregate.Read, aggregate.Rejects) is { } alarm)
            _log.SourceAlarm(part.Manifest.Key.Run, part.Manifest.Key.Slot.Hour, part.Name, alarm);
    }

    private async Task<PartAggregate> ReadAsync(CommittedPart part, ActiveShapes shapes, CancellationToken cancellation)
    {
        using var span = AggregateMeter.Source.StartActivity("part.read");
        return await _reader.ReadAsync(part, shapes.Locators, cancellation);
    }

    private async Task<RecordOutcome> RecordAsync(PartEntry entry, CancellationToken cancellation)
    {
        using var span = AggregateMeter.Source.StartActivity("part.record");
        return await parts.Recorder.RecordPartAsync(entry, cancellation);
    }

    private static PartEntry Entry(CommittedPart part, ShapesActivation shapes, PartAggregate aggregate) => new(
        part.Manifest.Key,
        part.Manifest.StartedAt,
        part.Manifest.Source,
        part.Name.Part,
        part.Manifest.Parts.Count,
        part.Stored.Name,
        part.Stored.Generation,
        shapes,
        ReadingRules.Version,
        aggregate,
        CodeVersion.Current,
        ReceivedAt: default,
        Took: default,
        DeliveryAttempt: 0);
}
