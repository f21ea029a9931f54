using Isotherm.Core.Aggregates;
using Isotherm.Core.Messages;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Tables;

/// <summary>The ledger, evaluations and sums.</summary>
internal sealed partial class SimulatedTransaction
{
    public async Task<LockedRun> LockRunAsync(RunKey key, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        await StatementAsync(
            "insert runs",
            [(database.Runs.At(key), true)],
            () => Done(() =>
            {
                if (database.Runs.Find(key, transaction) is null)
                    database.Runs.Put(key, new RunRow(startedAt, RunState.Incomplete), transaction);
            }),
            cancellation);
        return await StatementAsync(
            "select runs",
            NoLocks,
            () =>
            {
                var run = database.Runs.Find(key, transaction)!;
                return new LockedRun(run.StartedAt, run.Parts, run.Failures, run.Evaluation);
            },
            cancellation);
    }

    public async Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation)
    {
        var key = (entry.Key, entry.Shapes.Hash, entry.RulesVersion);
        await StatementAsync(
            "insert evaluations",
            [(database.Evaluations.At(key), true)],
            () => Done(() =>
            {
                var known = database.Evaluations.Find(key, transaction);
                var row = known ?? new EvaluationRow(
                    entry.Key, entry.Shapes, entry.RulesVersion, entry.Parts, database.NextEvaluation());
                var isLater = entry.Shapes.Generation > row.Shapes.Generation;
                database.Evaluations.Put(key, isLater ? row with { Shapes = entry.Shapes } : row, transaction);
            }),
            cancellation);
        return await StatementAsync(
            "select evaluations", NoLocks, () => database.Evaluations.Find(key, transaction)!.Id, cancellation);
    }

    public Task<PartOrigin?> FindPartAsync(long evaluation, int part, CancellationToken cancellation) =>
        StatementAsync<PartOrigin?>(
            "select parts",
            NoLocks,
            () => database.Parts.Find((evaluation, part), transaction) is { Entry: var entry }
                ? new PartOrigin(entry.ObjectName, entry.Generation) : null,
            cancellation);

    public async Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation)
    {
        transaction.PartsAdded.Add((evaluation, entry.Part));
        transaction.HoursWritten.Add(entry.Key.Slot.Hour);
        await StatementAsync(
            "insert parts",
            [(database.Parts.At((evaluation, entry.Part)), true)],
            () => Done(() => database.Parts.Insert((evaluation, entry.Part), new PartRow(entry), transaction)),
            cancellation);
        var key = (entry.Key, entry.Shapes.Hash, entry.RulesVersion);
        await StatementAsync(
            "update evaluations",
            [(database.Evaluations.At(key), true)],
            () => Done(() =>
            {
                var row = database.Evaluations.Find(key, transaction)!;
                database.Evaluations.Put(
                    key,
                    row with
                    {
                        PartsIn = row.PartsIn + 1,
                        Readings = row.Readings + entry.Aggregate.Read,
                        Usable = row.Usable + entry.Aggregate.Usable,
                    },
                    transaction);
            }),
            cancellation);
    }

    /// <summary>Not of the product: <c>sum += x</c>, for designs that are wrong.</summary>
    public Task AddAgainAsync(long evaluation, PartEntry entry, CancellationToken cancellation)
    {
        transaction.PartsAdded.Add((evaluation, entry.Part));
        return StatementAsync(
            "add to sums",
            [(database.Parts.At((evaluation, entry.Part)), true)],
            () => Done(() =>
            {
                var row = database.Parts.Find((evaluation, entry.Part), transaction)!;
                var aggregate = row.Entry.Aggregate;
                var doubled = aggregate with
                {
                    Rectangle = Doubled(aggregate.Rectangle, entry.Aggregate.Rectangle),
                    Polygon = Doubled(aggregate.Polygon, entry.Aggregate.Polygon),
                };
                var added = new PartRow(row.Entry with { Aggregate = doubled });
                database.Parts.Put((evaluation, entry.Part), added, transaction);
            }),
            cancellation);
    }

    public Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(Hour hour, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<RunEvaluation>>(
            "select hour's runs",
            NoLocks,
            () =>
            [
                .. from row in database.Evaluations.All(transaction)
                   let evaluation = row.Value
                   where evaluation.Run.Slot.Hour == hour
                   let run = database.Runs.Find(evaluation.Run, transaction)
                   where run is not null
                   select new RunEvaluation(
                       evaluation.Id,
                       evaluation.Run,
                       run.StartedAt,
                       evaluation.Shapes,
                       evaluation.Rules,
                       evaluation.Parts,
                       evaluation.PartsIn,
                       evaluation.Readings,
                       evaluation.Usable),
            ],
            cancellation);

    public Task<RunTotals> ReadTotalsAsync(long evaluation, CancellationToken cancellation) =>
        StatementAsync(
            "select totals",
            NoLocks,
            () =>
            {
                PartAggregate[] parts =
                [
                    .. database.Parts.All(transaction).Where(part => part.Key.Evaluation == evaluation)
                        .Select(part => part.Value.Entry.Aggregate),
                ];
                return new RunTotals(
                    parts.Sum(part => part.Read),
                    parts.Sum(part => part.Usable),
                    parts.Sum(part => part.Ambiguous),
                    parts.Sum(part => part.Rectangle.OutsideEveryRegion),
                    parts.Sum(part => part.Polygon.OutsideEveryRegion),
                    parts.Aggregate(
                        new RejectCounts(new Dictionary<RejectReason, long>()),
                        (total, part) => total.Plus(part.Rejects)),
                    TimeSpan.Zero);
            },
            cancellation);

    public Task SaveRunAsync(RunEntry run, CancellationToken cancellation) =>
        UpdateRunAsync(
            run.Key,
            row => row with
            {
                StartedAt = run.StartedAt,
                State = run.State,
                Parts = run.Parts,
                Evaluation = run.Evaluation,
                Totals = run.Totals,
            },
            cancellation);

    public Task SaveFailureAsync(
        RunKey key, int failures, FailedRunMessage? latest, DateTimeOffset at, CancellationToken cancellation) =>
        UpdateRunAsync(
            key,
            row => latest is null
                ? row with { Failures = failures }
                : row with { Failures = failures, StartedAt = latest.StartedAt, State = RunState.Failed },
            cancellation);

    public Task<IReadOnlyList<EvaluationSum>> ReadSumsAsync(
        IReadOnlyList<long> evaluations, Method method, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<EvaluationSum>>(
            "select sums",
            NoLocks,
            () =>
            [
                .. from part in database.Parts.All(transaction)
                   where evaluations.Contains(part.Key.Evaluation)
                   let aggregate = part.Value.Entry.Aggregate
                   from sum in (method == Method.Rectangle ? aggregate.Rectangle : aggregate.Polygon).Regions
                   where sum.Sum.Count > 0
                   select new EvaluationSum(part.Key.Evaluation, sum),
            ],
            cancellation);

    private static MethodAggregate Doubled(MethodAggregate one, MethodAggregate other) => one with
    {
        Regions =
        [
            .. one.Regions.Zip(
                other.Regions, (a, b) => new RegionSum(a.Code, a.Sum.Plus(b.Sum))),
        ],
    };

    private Task<bool> UpdateRunAsync(RunKey key, Func<RunRow, RunRow> change, CancellationToken cancellation) =>
        StatementAsync(
            "update runs",
            [(database.Runs.At(key), true)],
            () => Done(() => database.Runs.Put(key, change(database.Runs.Find(key, transaction)!), transaction)),
            cancellation);
}
