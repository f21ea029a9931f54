using System.Diagnostics;

namespace Isotherm.Hosting.Traces;

/// <summary>
/// The trace that the work under way belongs to. It is there whether or not anybody collects spans: without a collector
/// it is what the caller sent, passed on.
/// </summary>
public static class RequestTrace
{
    private static readonly AsyncLocal<ActivityContext> Sent = new();

    /// <summary>The span under way, else what the caller sent; null when there is neither.</summary>
    public static ActivityContext? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.Context
        : Sent.Value != default ? Sent.Value
        : null;

    /// <summary>The W3C <c>traceparent</c> for what this work announces; null when there is no trace.</summary>
    public static string? TraceParentToPassOn => Current is { } trace ? TraceParent.Write(trace) : null;

    /// <summary>Holds for the calls that the caller of this makes from now on.</summary>
    internal static void Continue(ActivityContext? sent) => Sent.Value = sent ?? default;
}
