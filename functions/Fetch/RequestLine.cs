using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Runs;
using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Fetch;

/// <summary>The one log line of a request: filled while the request goes on, written at its end.</summary>
internal sealed class RequestLine(ILogger log, TimeProvider clock, KeyMask mask)
{
    private readonly long _begin = clock.GetTimestamp();

    public RunStart? Start { get; set; }

    public Attempt? Attempt { get; set; }

    /// <summary>The raw object that was announced, or the record in quarantine.</summary>
    public string? Object { get; set; }

    /// <summary>Readings of the run that was announced.</summary>
    public long Read { get; set; }

    /// <summary>Does the work and writes the line, whatever becomes of it.</summary>
    public async Task<FetchReply> WriteAfterAsync(Func<Task<FetchReply>> work)
    {
        try
        {
            var reply = await work();
            Write(reply);
            return reply;
        }
        catch (Exception failure)
        {
            Write(failure);
            throw;
        }
    }

    private long Milliseconds => (long)clock.GetElapsedTime(_begin).TotalMilliseconds;

    private void Write(FetchReply reply)
    {
        if (reply.Run is { } run)
        {
            var rejects = Attempt?.Read - Attempt?.Usable;
            log.Imported(run.State, run.Run, run.Hour, run.Slot, Object, Read, Attempt?.Usable, rejects, Milliseconds);
        }
        else if (reply.Status == StatusCodes.Status400BadRequest)
        {
            log.RequestRefused(reply.Status, reply.Reason!, Milliseconds);
        }
        else
        {
            log.AnswerRefused(
                Start!.Key.Run, Start.Key.Slot.Hour, Object, Attempt!.Answer.Received, reply.Reason!, Milliseconds);
        }
    }

    private void Write(Exception failure)
    {
        var (run, hour) = (Start?.Key.Run, Start?.Key.Slot.Hour);
        var answer = FailureToStatus.Of(failure);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            log.TryAgain(run, hour, Object, mask.Hide(answer.Reason), Milliseconds);
        }
        else if (failure is BadHttpRequestException)
        {
            log.RequestRefused(answer.Status, answer.Reason, Milliseconds);
        }
        else
        {
            log.Failed(new MaskedException(failure, mask), run, hour, Object, Milliseconds);
        }
    }
}
