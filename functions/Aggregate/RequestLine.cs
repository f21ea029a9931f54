using Isotherm.Core.Aggregates;
using Isotherm.Core.Messages;
using Isotherm.Core.Tables;
using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>The one log line of a message: filled while the work goes on, written at its end.</summary>
internal sealed class RequestLine(ILogger log, TimeProvider clock, MessagePublishedData data)
{
    private readonly long _begin = clock.GetTimestamp();

    public RunMessage? Message { get; set; }

    public PartAggregate? Aggregate { get; set; }

    public RecordOutcome? Outcome { get; set; }

    /// <summary>Set when the message lies with the dead letters.</summary>
    public string? DeadLetterReason { get; set; }

    /// <summary>Does the work and writes the line, whatever becomes of it.</summary>
    public async Task WriteAfterAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            Write(failure);
            throw;
        }

        Write();
    }

    private long Milliseconds => (long)clock.GetElapsedTime(_begin).TotalMilliseconds;

    private string? Run => Message?.Key.Run.Value;

    private string? Hour => Message?.Key.Slot.Hour.ToString();

    private string? Object => (Message as PartMessage)?.ObjectName;

    private void Write()
    {
        if (DeadLetterReason is { } reason)
        {
            log.DeadLettered(
                data.Message.MessageId, data.DeliveryAttempt, Run, Hour, Object, Milliseconds, reason);
        }
        else if (Aggregate is { } sums)
        {
            log.Aggregated(
                Outcome!.Value,
                Run,
                Hour,
                Object,
                sums.Read,
                sums.Usable,
                sums.Usable - sums.Rectangle.OutsideEveryRegion,
                sums.Usable - sums.Polygon.OutsideEveryRegion,
                sums.Rejects.Total,
                Milliseconds);
        }
        else
        {
            log.FailureRecorded(Run, Hour, Milliseconds);
        }
    }

    private void Write(Exception failure)
    {
        var answer = FailureToStatus.Of(failure);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            log.TryAgain(data.Message.MessageId, data.DeliveryAttempt, Run, Hour, Object, Milliseconds, answer.Reason);
        }
        else
        {
            log.Failed(failure, data.Message.MessageId, data.DeliveryAttempt, Run, Hour, Object, Milliseconds);
        }
    }
}
