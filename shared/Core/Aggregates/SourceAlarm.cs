using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>Tells a run whose source has changed its form, or gives nothing, from an ordinary one.</summary>
public static class SourceAlarm
{
    /// <summary>
    /// Why an operator should look at the source, as a sentence; null when there is no reason. That is when none of the
    /// readings is usable (an empty array too), or when half of them or more are rejected for another reason than
    /// foreign.
    /// </summary>
    /// <param name="read">Readings of the run.</param>
    /// <param name="rejects">Those rejected.</param>
    public static string? Reason(long read, RejectCounts rejects)
    {
        if (read == 0) return "The answer holds no reading.";
        if (read == rejects.Total) return $"None of {read} readings is usable ({Reasons(rejects)}).";
        var changed = rejects.Total - rejects[RejectReason.Foreign];
        return changed >= read - changed
            ? $"{changed} of {read} readings are rejected for another reason than foreign ({Reasons(rejects)})."
            : null;
    }

    private static string Reasons(RejectCounts rejects) => string.Join(
        ", ",
        from reason in RejectReasonNames.All
        where rejects[reason] > 0
        select $"{reason.Name()} {rejects[reason]}");
}
