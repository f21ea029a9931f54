using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>
/// One transaction, made of steps whose order is the caller's. Locks are taken in the order of the members: the method,
/// then one hour, then what hangs from it; so two transactions never wait for each other. What is not committed is
/// rolled back by disposing. Every member throws <see cref="TransientException"/> when the database fails and
/// <see cref="PoisonException"/> when it can never take these values.
/// </summary>
public interface ITablesTransaction : IAsyncDisposable
{
    /// <summary>The method that is shown; nobody can change it before this transaction ends.</summary>
    Task<Method> ReadMethodAsync(CancellationToken cancellation);

    /// <summary>The method that is shown; nobody else can read it under a lock before this transaction ends.</summary>
    Task<Method> LockMethodAsync(CancellationToken cancellation);

    Task SetMethodAsync(Method method, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Waits until nobody else writes this hour, and tells what it shows.</summary>
    Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation);

    /// <summary>Notes that these shapes are in use; nothing when that is known.</summary>
    Task ActivateShapesAsync(ShapesActivation shapes, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// Waits until nobody else writes this run, and tells what is known of it; it is there from now on.
    /// </summary>
    Task<LockedRun> LockRunAsync(RunKey key, DateTimeOffset startedAt, CancellationToken cancellation);

    /// <summary>
    /// The id of the evaluation that this part belongs to, made when it is new. Keeps the latest activation of its
    /// shapes under which any of its parts was delivered.
    /// </summary>
    Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation);

    /// <summary>The raw object that this part of the evaluation came from; null when the part is not in.</summary>
    Task<PartOrigin?> FindPartAsync(long evaluation, int part, CancellationToken cancellation);

    /// <summary>Adds counts and sums of a part that is not in.</summary>
    Task AddPartAsync(long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Every evaluation of every run of this hour, the part added just now included.</summary>
    Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(Hour hour, CancellationToken cancellation);

    /// <summary>The counts of an evaluation over its parts.</summary>
    Task<RunTotals> ReadTotalsAsync(long evaluation, CancellationToken cancellation);

    /// <summary>Writes the ledger's row of a committed run; clears an earlier failure, not their number.</summary>
    Task SaveRunAsync(RunEntry run, CancellationToken cancellation);

    /// <summary>Adds a failure; false when this very failure is known.</summary>
    Task<bool> AddFailureAsync(FailedRunMessage failure, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// Writes how often a run failed and, unless <paramref name="latest"/> is null, that it is failed now.
    /// </summary>
    Task SaveFailureAsync(
        RunKey key, int failures, FailedRunMessage? latest, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// The exact sums of these evaluations by one method, one for each part and region that has points.
    /// </summary>
    Task<IReadOnlyList<EvaluationSum>> ReadSumsAsync(
        IReadOnlyList<long> evaluations, Method method, CancellationToken cancellation);

    /// <summary>Whether the rows of the hour are those that its last changeover wrote.</summary>
    Task<bool> IsIntactAsync(HourShown shown, CancellationToken cancellation);

    /// <summary>The next hours, in order, that have ever shown something.</summary>
    Task<IReadOnlyList<HourShown>> ReadShownHoursAsync(Hour? after, int limit, CancellationToken cancellation);

    /// <summary>Replaces the rows of these hours, and nothing else.</summary>
    Task WriteRowsAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation);

    /// <summary>Notes what these hours show from now on, and appends it to their history.</summary>
    Task AppendHistoryAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation);

    /// <summary>The aggregations that this part of the evaluation is in for.</summary>
    Task<IReadOnlyList<AggregationVersion>> ReadAggregationsAsync(
        long evaluation, int part, CancellationToken cancellation);

    /// <summary>Adds the rows of a part to aggregations for which it is not in, and notes that it is.</summary>
    Task AddAggregatedAsync(
        long evaluation, int part, IReadOnlyList<AggregatedPart> aggregated, CancellationToken cancellation);

    /// <summary>How many parts of each of these evaluations are in for each aggregation.</summary>
    Task<IReadOnlyList<AggregatedParts>> CountAggregatedAsync(
        IReadOnlyList<long> evaluations, CancellationToken cancellation);

    /// <summary>The rows that an aggregation keeps of these evaluations, in any order.</summary>
    Task<IReadOnlyList<KeptRow>> ReadAggregatedAsync(
        Aggregation aggregation, IReadOnlyList<long> evaluations, CancellationToken cancellation);

    /// <summary>What each aggregation shows of this hour; those that never showed anything are not there.</summary>
    Task<IReadOnlyList<AggregationShown>> ReadAggregationsShownAsync(Hour hour, CancellationToken cancellation);

    /// <summary>Replaces the rows that an aggregation shows of this hour, and notes what they are of.</summary>
    Task ShowAggregatedAsync(
        Hour hour,
        Aggregation aggregation,
        AggregationShown shown,
        IReadOnlyList<KeptRow> rows,
        CancellationToken cancellation);

    /// <summary>
    /// Makes everything visible at once. After <see cref="TransientException"/> the outcome is unknown.
    /// </summary>
    Task CommitAsync(CancellationToken cancellation);
}
