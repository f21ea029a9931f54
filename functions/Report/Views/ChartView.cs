using Isotherm.Core.Runs;

namespace Isotherm.Report.Views;

/// <summary>The lines of some regions over a span.</summary>
/// <param name="From">The first hour.</param>
/// <param name="To">The last hour, itself included.</param>
/// <param name="StepHours">Hours in one step: 1, or more for a span that has more hours than a line needs.</param>
/// <param name="Series">By ascending code.</param>
public sealed record ChartView(Hour From, Hour To, int StepHours, IReadOnlyList<ChartSeries> Series);
