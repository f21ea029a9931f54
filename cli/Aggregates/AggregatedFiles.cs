namespace Isotherm.Cli.Aggregates;

/// <summary>The totals of all files, or why some cannot be read; never both.</summary>
internal sealed record AggregatedFiles(AggregateTotals? Totals, IReadOnlyList<string> Refusals);
