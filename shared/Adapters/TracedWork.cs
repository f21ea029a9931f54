using System.Diagnostics;

namespace Isotherm.Adapters;

/// <summary>Spans around work: only inside a span that somebody collects.</summary>
internal static class TracedWork
{
    /// <summary>Null unless there is a span under way and somebody collects.</summary>
    public static Activity? Begin(ActivitySource source, string name, ActivityKind kind) =>
        Activity.Current is null ? null : source.StartActivity(name, kind);

    /// <summary>Notes that the work failed. The kind of failure only: a message may hold anything.</summary>
    public static void Fail(this Activity? span, Exception failure)
    {
        span?.SetTag("error.type", failure.GetType().Name);
        span?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Does the work, and ends the span with it.</summary>
    public static async Task<T> RunAsync<T>(this Activity? span, Func<Task<T>> work)
    {
        using (span)
        {
            try
            {
                return await work();
            }
            catch (Exception failure)
            {
                span.Fail(failure);
                throw;
            }
        }
    }
}
