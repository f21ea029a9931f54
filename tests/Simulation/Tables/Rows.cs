using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Tables;

internal sealed record Setting(Core.Regions.Method Method);

internal sealed record ActivationRow(DateTimeOffset FirstUsed);

internal sealed record RunRow(DateTimeOffset StartedAt, RunState State)
{
    public int? Parts { get; init; }

    public int Failures { get; init; }

    public long? Evaluation { get; init; }

    public RunTotals? Totals { get; init; }
}

internal sealed record FailureRow(string Reason);

internal sealed record EvaluationRow(RunKey Run, ShapesActivation Shapes, int Rules, int Parts, long Id)
{
    public int PartsIn { get; init; }

    public long Readings { get; init; }

    public long Usable { get; init; }
}

/// <summary>A part and its sums, which are inserted together.</summary>
internal sealed record PartRow(PartEntry Entry);

/// <summary>The rows of one aggregation, of a part or of an hour.</summary>
internal sealed class AggregatedRows(IReadOnlyList<KeptRow> rows)
{
    public IReadOnlyList<KeptRow> Rows => rows;
}

internal sealed record AggregationHourRow(AggregationShown Shown);
