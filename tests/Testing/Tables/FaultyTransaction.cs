using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Messages;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Testing.Tables;

/// <summary>A transaction each call of which may fail.</summary>
internal sealed class FaultyTransaction(ITablesTransaction inner, FaultyTables tables) : ITablesTransaction
{
    public Task<Method> ReadMethodAsync(CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadMethodAsync(cancellation));

    public Task<Method> LockMethodAsync(CancellationToken cancellation) =>
        tables.StepAsync(() => inner.LockMethodAsync(cancellation));

    public Task SetMethodAsync(Method method, DateTimeOffset at, CancellationToken cancellation) =>
        StepAsync(() => inner.SetMethodAsync(method, at, cancellation));

    public Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.LockHourAsync(hour, cancellation));

    public Task ActivateShapesAsync(ShapesActivation shapes, DateTimeOffset at, CancellationToken cancellation) =>
        StepAsync(() => inner.ActivateShapesAsync(shapes, at, cancellation));

    public Task<LockedRun> LockRunAsync(RunKey key, DateTimeOffset startedAt, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.LockRunAsync(key, startedAt, cancellation));

    public Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.OpenEvaluationAsync(entry, cancellation));

    public Task<PartOrigin?> FindPartAsync(long evaluation, int part, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.FindPartAsync(evaluation, part, cancellation));

    public Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation) =>
        StepAsync(() => inner.AddPartAsync(evaluation, entry, at, cancellation));

    public Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(Hour hour, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadEvaluationsAsync(hour, cancellation));

    public Task<RunTotals> ReadTotalsAsync(long evaluation, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadTotalsAsync(evaluation, cancellation));

    public Task SaveRunAsync(RunEntry run, CancellationToken cancellation) =>
        StepAsync(() => inner.SaveRunAsync(run, cancellation));

    public Task<bool> AddFailureAsync(
        FailedRunMessage failure, DateTimeOffset at, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.AddFailureAsync(failure, at, cancellation));

    public Task SaveFailureAsync(
        RunKey key, int failures, FailedRunMessage? latest, DateTimeOffset at, CancellationToken cancellation) =>
        StepAsync(() => inner.SaveFailureAsync(key, failures, latest, at, cancellation));

    public Task<IReadOnlyList<EvaluationSum>> ReadSumsAsync(
        IReadOnlyList<long> evaluations, Method method, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadSumsAsync(evaluations, method, cancellation));

    public Task<bool> IsIntactAsync(HourShown shown, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.IsIntactAsync(shown, cancellation));

    public Task<IReadOnlyList<HourShown>> ReadShownHoursAsync(
        Hour? after, int limit, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadShownHoursAsync(after, limit, cancellation));

    public Task WriteRowsAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation) =>
        StepAsync(() => inner.WriteRowsAsync(hours, cancellation));

    public Task AppendHistoryAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation) =>
        StepAsync(() => inner.AppendHistoryAsync(hours, cancellation));

    public Task CommitAsync(CancellationToken cancellation) => StepAsync(() => inner.CommitAsync(cancellation));

    public Task<IReadOnlyList<AggregationVersion>> ReadAggregationsAsync(
        long evaluation, int part, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadAggregationsAsync(evaluation, part, cancellation));

    public Task AddAggregatedAsync(
        long evaluation, int part, IReadOnlyList<AggregatedPart> aggregated, CancellationToken cancellation) =>
        StepAsync(() => inner.AddAggregatedAsync(evaluation, part, aggregated, cancellation));

    public Task<IReadOnlyList<AggregatedParts>> CountAggregatedAsync(
        IReadOnlyList<long> evaluations, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.CountAggregatedAsync(evaluations, cancellation));

    public Task<IReadOnlyList<KeptRow>> ReadAggregatedAsync(
        Aggregation aggregation, IReadOnlyList<long> evaluations, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadAggregatedAsync(aggregation, evaluations, cancellation));

    public Task<IReadOnlyList<AggregationShown>> ReadAggregationsShownAsync(
        Hour hour, CancellationToken cancellation) =>
        tables.StepAsync(() => inner.ReadAggregationsShownAsync(hour, cancellation));

    public Task ShowAggregatedAsync(
        Hour hour,
        Aggregation aggregation,
        AggregationShown shown,
        IReadOnlyList<KeptRow> rows,
        CancellationToken cancellation) =>
        StepAsync(() => inner.ShowAggregatedAsync(hour, aggregation, shown, rows, cancellation));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Task<bool> StepAsync(Func<Task> step) => tables.StepAsync(async () =>
    {
        await step();
        return true;
    });
}
