using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>Which rows of a report are wanted; null means all.</summary>
/// <param name="From">The first hour.</param>
/// <param name="To">The last hour, itself included.</param>
/// <param name="Region">The only region.</param>
public sealed record ReportFilter(Hour? From, Hour? To, Region? Region)
{
    public static ReportFilter Everything { get; } = new(null, null, null);

    /// <summary>The moment whose view is wanted: what was shown then, corrected since or not; null: now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
