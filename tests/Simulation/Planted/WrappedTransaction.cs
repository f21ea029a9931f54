using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Messages;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Tables;

namespace Isotherm.Simulation.Planted;

/// <summary>A transaction as it is; a defect overrides the step that it gets wrong.</summary>
internal abstract class WrappedTransaction(ITablesTransaction inner) : ITablesTransaction
{
    /// <summary>The server's own transaction, for what the product has no step for.</summary>
    protected SimulatedTransaction Server => (SimulatedTransaction)inner;

    protected ITablesTransaction Inner => inner;

    public Task<Method> ReadMethodAsync(CancellationToken cancellation) => inner.ReadMethodAsync(cancellation);

    public Task<Method> LockMethodAsync(CancellationToken cancellation) => inner.LockMethodAsync(cancellation);

    public Task SetMethodAsync(Method method, DateTimeOffset at, CancellationToken cancellation) =>
        inner.SetMethodAsync(method, at, cancellation);

    public virtual Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation) =>
        inner.LockHourAsync(hour, cancellation);

    public Task ActivateShapesAsync(ShapesActivation shapes, DateTimeOffset at, CancellationToken cancellation) =>
        inner.ActivateShapesAsync(shapes, at, cancellation);

    public virtual Task<LockedRun> LockRunAsync(
        RunKey key, DateTimeOffset startedAt, CancellationToken cancellation) =>
        inner.LockRunAsync(key, startedAt, cancellation);

    public virtual Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation) =>
        inner.OpenEvaluationAsync(entry, cancellation);

    public virtual Task<PartOrigin?> FindPartAsync(long evaluation, int part, CancellationToken cancellation) =>
        inner.FindPartAsync(evaluation, part, cancellation);

    public virtual Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation) =>
        inner.AddPartAsync(evaluation, entry, at, cancellation);

    public virtual Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(
        Hour hour, CancellationToken cancellation) => inner.ReadEvaluationsAsync(hour, cancellation);

    public Task<RunTotals> ReadTotalsAsync(long evaluation, CancellationToken cancellation) =>
        inner.ReadTotalsAsync(evaluation, cancellation);

    public virtual Task SaveRunAsync(RunEntry run, CancellationToken cancellation) =>
        inner.SaveRunAsync(run, cancellation);

    public Task<bool> AddFailureAsync(FailedRunMessage failure, DateTimeOffset at, CancellationToken cancellation) =>
        inner.AddFailureAsync(failure, at, cancellation);

    public Task SaveFailureAsync(
        RunKey key, int failures, FailedRunMessage? latest, DateTimeOffset at, CancellationToken cancellation) =>
        inner.SaveFailureAsync(key, failures, latest, at, cancellation);

    public virtual Task<IReadOnlyList<EvaluationSum>> ReadSumsAsync(
        IReadOnlyList<long> evaluations, Method method, CancellationToken cancellation) =>
        inner.ReadSumsAsync(evaluations, method, cancellation);

    public Task<bool> IsIntactAsync(HourShown shown, CancellationToken cancellation) =>
        inner.IsIntactAsync(shown, cancellation);

    public Task<IReadOnlyList<HourShown>> ReadShownHoursAsync(
        Hour? after, int limit, CancellationToken cancellation) =>
        inner.ReadShownHoursAsync(after, limit, cancellation);

    public Task WriteRowsAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation) =>
        inner.WriteRowsAsync(hours, cancellation);

    public virtual Task AppendHistoryAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation) =>
        inner.AppendHistoryAsync(hours, cancellation);

    public virtual Task<IReadOnlyList<AggregationVersion>> ReadAggregationsAsync(
        long evaluation, int part, CancellationToken cancellation) =>
        inner.ReadAggregationsAsync(evaluation, part, cancellation);

    public virtual Task AddAggregatedAsync(
        long evaluation, int part, IReadOnlyList<AggregatedPart> aggregated, CancellationToken cancellation) =>
        inner.AddAggregatedAsync(evaluation, part, aggregated, cancellation);

    public virtual Task<IReadOnlyList<AggregatedParts>> CountAggregatedAsync(
        IReadOnlyList<long> evaluations, CancellationToken cancellation) =>
        inner.CountAggregatedAsync(evaluations, cancellation);

    public Task<IReadOnlyList<KeptRow>> ReadAggregatedAsync(
        Aggregation aggregation, IReadOnlyList<long> evaluations, CancellationToken cancellation) =>
        inner.ReadAggregatedAsync(aggregation, evaluations, cancellation);

    public virtual Task<IReadOnlyList<AggregationShown>> ReadAggregationsShownAsync(
        Hour hour, CancellationToken cancellation) => inner.ReadAggregationsShownAsync(hour, cancellation);

    public virtual Task ShowAggregatedAsync(
        Hour hour,
        Aggregation aggregation,
        AggregationShown shown,
        IReadOnlyList<KeptRow> rows,
        CancellationToken cancellation) =>
        inner.ShowAggregatedAsync(hour, aggregation, shown, rows, cancellation);

    public virtual Task CommitAsync(CancellationToken cancellation) => inner.CommitAsync(cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
