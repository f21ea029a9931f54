using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Report.Views;

/// <summary>Whether the pipeline is healthy.</summary>
public sealed record HealthView
{
    public required Language Language { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The hours looked at: the last seven days, or those before a last run that is longer ago.</summary>
    public required Hour From { get; init; }

    /// <summary>The last hour looked at, itself included.</summary>
    public required Hour To { get; init; }

    /// <summary>The last started run of the span; null when it has none.</summary>
    public LedgerRun? LastRun { get; init; }

    /// <summary>The last hour that shows temperatures.</summary>
    public Hour? LastShown { get; init; }

    /// <summary>How long ago the last hour that is shown may have begun: it is shown soon after its start.</summary>
    public required TimeSpan FreshnessObjective { get; init; }

    /// <summary>From the start of the last hour shown until now; null without one.</summary>
    public TimeSpan? Age => LastShown is { } last ? Now - last.Start : null;

    /// <summary>False also when nothing is shown at all.</summary>
    public bool IsFresh => Age is { } age && age <= FreshnessObjective;

    /// <summary>Over the evaluated runs of the span.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>The hours of the span that show nothing, the last first.</summary>
    public required IReadOnlyList<MissingHour> Missing { get; init; }

    /// <summary>Messages put aside that nobody has dealt with; null when this service cannot know.</summary>
    public long? DeadLetters { get; init; }

    /// <summary>The last started runs of the span, the last first.</summary>
    public required IReadOnlyList<LedgerRun> Runs { get; init; }
}
