using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Planted;

/// <summary>An aggregation goes on showing the run that it showed first.</summary>
internal sealed class StaleAggregation : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.AggregationsAreExact];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new Transaction(inner));

    private sealed class Transaction(ITablesTransaction inner) : WrappedTransaction(inner)
    {
        public override async Task ShowAggregatedAsync(
            Hour hour,
            Aggregation aggregation,
            AggregationShown shown,
            IReadOnlyList<KeptRow> rows,
            CancellationToken cancellation)
        {
            var known = await ReadAggregationsShownAsync(hour, cancellation);
            if (known.Any(one => one.Aggregation.Name == aggregation.Name)) return;
            await base.ShowAggregatedAsync(hour, aggregation, shown, rows, cancellation);
        }
    }
}

/// <summary>An aggregation shows a run of which it has some parts only.</summary>
internal sealed class HalfAggregation : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.AggregationsAreExact];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new Transaction(inner));

    private sealed class Transaction(ITablesTransaction inner) : WrappedTransaction(inner)
    {
        private IReadOnlyList<RunEvaluation> _runs = [];

        public override async Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(
            Hour hour, CancellationToken cancellation) =>
            _runs = await base.ReadEvaluationsAsync(hour, cancellation);

        public override async Task<IReadOnlyList<AggregatedParts>> CountAggregatedAsync(
            IReadOnlyList<long> evaluations, CancellationToken cancellation)
        {
            var counts = await base.CountAggregatedAsync(evaluations, cancellation);
            var parts = _runs.ToDictionary(run => run.Id, run => run.Parts);
            return [.. counts.Select(count => count with { Parts = parts[count.Evaluation] })];
        }
    }
}
