using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>
/// The steps by which runs reach the tables, the same for every database: one transaction each, retried when the
/// database asks for it. Any call any number of times, in any order, at once, leaves the same rows.
/// </summary>
public sealed class RunRecorder(ITables tables, TimeProvider clock)
{
    /// <summary>Records one aggregated part; shows the hour when it completes the current run of its slot.</summary>
    /// <exception cref="TransientException">The database cannot take it now.</exception>
    /// <exception cref="PoisonException">
    /// The entry contradicts itself, or what is recorded: the same part from another raw object, the same run with
    /// another start or another number of parts. What is recorded stays.
    /// </exception>
    public Task<RecordOutcome> RecordPartAsync(PartEntry entry, CancellationToken cancellation)
    {
        PartEntryRules.Check(entry);
        return tables.RetryAsync(retried => RecordOnceAsync(entry, retried), cancellation);
    }

    /// <summary>
    /// Notes in the ledger that a run failed, unless it has been committed since. Never touches an hour.
    /// </summary>
    /// <exception cref="TransientException">The database cannot take it now.</exception>
    public Task RecordFailureAsync(FailedRunMessage failure, CancellationToken cancellation) =>
        tables.RetryAsync(retried => RecordFailureOnceAsync(failure, retried), cancellation);

    private async Task<RecordOutcome> RecordOnceAsync(PartEntry entry, CancellationToken cancellation)
    {
        await using var transaction = await tables.BeginAsync(cancellation);
        var method = await transaction.ReadMethodAsync(cancellation);
        var shown = await transaction.LockHourAsync(entry.Key.Slot.Hour, cancellation);
        var now = Now();
        await transaction.ActivateShapesAsync(entry.Shapes, now, cancellation);
        var run = await transaction.LockRunAsync(entry.Key, UtcText.Truncate(entry.StartedAt), cancellation);
        PartEntryRules.CheckAgainst(run, entry);
        var outcome = await AddPartAsync(transaction, entry, now, cancellation);
        var evaluations = await transaction.ReadEvaluationsAsync(shown.Hour, cancellation);
        await SaveRunAsync(transaction, entry, run, outcome, evaluations, now, cancellation);
        var current = CurrentRuns.ChooseRuns(Started(evaluations, entry));
        await new HourDisplay(transaction).ShowAsync(shown, method, current, now, cancellation);
        await new AggregationSteps(transaction, entry.Aggregate.Aggregations)
            .ShowAsync(shown.Hour, current, cancellation);
        await transaction.CommitAsync(cancellation);
        return outcome;
    }

    private static async Task<RecordOutcome> AddPartAsync(
        ITablesTransaction transaction, PartEntry entry, DateTimeOffset now, CancellationToken cancellation)
    {
        var evaluation = await transaction.OpenEvaluationAsync(entry, cancellation);
        var origin = await transaction.FindPartAsync(evaluation, entry.Part, cancellation);
        if (origin is { } recorded) PartEntryRules.CheckAgainst(recorded, entry);
        else await transaction.AddPartAsync(evaluation, entry, now, cancellation);
        await new AggregationSteps(transaction, entry.Aggregate.Aggregations)
            .AddAsync(evaluation, entry.Part, cancellation);
        return origin is null ? RecordOutcome.Recorded : RecordOutcome.AlreadyRecorded;
    }

    /// <summary>
    /// Nothing to write when the part was in, unless a later activation made another evaluation count.
    /// </summary>
    private static async Task SaveRunAsync(
        ITablesTransaction transaction,
        PartEntry entry,
        LockedRun run,
        RecordOutcome outcome,
        IReadOnlyList<RunEvaluation> evaluations,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var chosen = CurrentRuns.ChooseEvaluation(evaluations.Where(evaluation => evaluation.Key == entry.Key));
        if (outcome == RecordOutcome.AlreadyRecorded && chosen?.Id == run.Evaluation) return;
        var totals = chosen is null ? null : await transaction.ReadTotalsAsync(chosen.Id, cancellation);
        var saved = new RunEntry(
            entry.Key,
            UtcText.Truncate(entry.StartedAt),
            LedgerText.Fit(entry.Source, LedgerText.MaxSource),
            chosen?.State ?? RunState.Incomplete,
            entry.Parts,
            chosen?.Id,
            totals,
            UtcText.Truncate(entry.ReceivedAt),
            now,
            LedgerText.Fit(entry.CodeVersion, LedgerText.MaxVersion));
        await transaction.SaveRunAsync(saved, cancellation);
    }

    /// <summary>
    /// A run that failed before it was committed has the start of that attempt in the ledger until this transaction
    /// ends, so its start is taken from the entry.
    /// </summary>
    private static IEnumerable<RunEvaluation> Started(IEnumerable<RunEvaluation> evaluations, PartEntry entry) =>
        evaluations.Select(evaluation => evaluation.Key == entry.Key
            ? evaluation with { StartedAt = UtcText.Truncate(entry.StartedAt) }
            : evaluation);

    private async Task<bool> RecordFailureOnceAsync(FailedRunMessage failure, CancellationToken cancellation)
    {
        var startedAt = UtcText.Truncate(failure.StartedAt);
        var kept = failure with
        {
            StartedAt = startedAt,
            Reason = LedgerText.Fit(failure.Reason, LedgerText.MaxReason),
        };
        await using var transaction = await tables.BeginAsync(cancellation);
        var run = await transaction.LockRunAsync(failure.Key, startedAt, cancellation);
        var now = Now();
        if (!await transaction.AddFailureAsync(kept, now, cancellation)) return false;
        var isLatest = !run.IsCommitted && startedAt >= run.StartedAt;
        await transaction.SaveFailureAsync(
            kept.Key, run.Failures + 1, isLatest ? kept : null, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private DateTimeOffset Now() => UtcText.Truncate(clock.GetUtcNow());
}
