using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Planted;

/// <summary>Shows what it found without a lock on the hour, and appends whatever number is next by then.</summary>
internal sealed class UnlockedTransaction(ITablesTransaction inner) : WrappedTransaction(inner)
{
    public override Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation) =>
        Server.PeekHourAsync(hour, cancellation);

    public override async Task AppendHistoryAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation)
    {
        var next = new List<Changeover>();
        foreach (var change in hours)
        {
            var now = await Server.LockHourAsync(change.Shown.Hour, cancellation);
            next.Add(change with { Shown = change.Shown with { Changeover = now.Changeover + 1 } });
        }

        await base.AppendHistoryAsync(next, cancellation);
    }
}

/// <summary>Takes the hour of the moment for the hour of the run.</summary>
internal sealed class ClockHourTransaction(ITablesTransaction inner, TimeProvider clock) : WrappedTransaction(inner)
{
    public override Task<HourShown> LockHourAsync(Hour hour, CancellationToken cancellation) =>
        base.LockHourAsync(Hour.Containing(clock.GetUtcNow()), cancellation);

    public override Task<LockedRun> LockRunAsync(
        RunKey key, DateTimeOffset startedAt, CancellationToken cancellation) =>
        base.LockRunAsync(Now(key), startedAt, cancellation);

    public override Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation) =>
        base.OpenEvaluationAsync(entry with { Key = Now(entry.Key) }, cancellation);

    public override Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation) =>
        base.AddPartAsync(evaluation, entry with { Key = Now(entry.Key) }, at, cancellation);

    public override Task SaveRunAsync(RunEntry run, CancellationToken cancellation) =>
        base.SaveRunAsync(run with { Key = Now(run.Key) }, cancellation);

    private RunKey Now(RunKey key) => key with { Slot = Slot.Containing(clock.GetUtcNow(), SlotLength.Hourly) };
}

/// <summary>Shows the mean of the means of the parts.</summary>
internal sealed class MeanOfMeansTransaction(ITablesTransaction inner) : WrappedTransaction(inner)
{
    public override async Task<IReadOnlyList<EvaluationSum>> ReadSumsAsync(
        IReadOnlyList<long> evaluations, Method method, CancellationToken cancellation)
    {
        var sums = await base.ReadSumsAsync(evaluations, method, cancellation);
        return
        [
            .. from sum in sums
               group sum by (sum.Evaluation, sum.Sum.Code) into region
               let points = region.Sum(part => part.Sum.Sum.Count)
               let means = region.Select(part => (decimal)part.Sum.Sum.NanoCelsius / part.Sum.Sum.Count)
               let total = (Int128)(means.Average() * points)
               select new EvaluationSum(
                   region.Key.Evaluation, new RegionSum(region.Key.Code, new ExactSum(total, points))),
        ];
    }
}

/// <summary>Takes a run for whole as soon as one part is in.</summary>
internal sealed class HalfRunTransaction(ITablesTransaction inner) : WrappedTransaction(inner)
{
    public override async Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(
        Hour hour, CancellationToken cancellation)
    {
        var found = await base.ReadEvaluationsAsync(hour, cancellation);
        return [.. found.Select(evaluation => evaluation with { Parts = evaluation.PartsIn })];
    }
}

/// <summary>Takes the run that came in last for the current one.</summary>
internal sealed class LastArrivedTransaction(ITablesTransaction inner) : WrappedTransaction(inner)
{
    public override async Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(
        Hour hour, CancellationToken cancellation)
    {
        var found = await base.ReadEvaluationsAsync(hour, cancellation);
        return
        [
            .. found.Select(evaluation =>
                evaluation with { StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(evaluation.Id) }),
        ];
    }
}

/// <summary>Keeps the parts of all shapes under the label of those that came first.</summary>
internal sealed class MixedShapesTransaction(ITablesTransaction inner, ShapesActivation first)
    : WrappedTransaction(inner)
{
    public override Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation) =>
        base.OpenEvaluationAsync(entry with { Shapes = first }, cancellation);

    public override Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation) =>
        base.AddPartAsync(evaluation, entry with { Shapes = first }, at, cancellation);
}

/// <summary>Adds the sums of every message whose id is new, whatever it is about.</summary>
internal sealed class MessageIdTransaction(ITablesTransaction inner, string message, HashSet<string> done)
    : WrappedTransaction(inner)
{
    private bool _isAgain;

    public override async Task<PartOrigin?> FindPartAsync(
        long evaluation, int part, CancellationToken cancellation)
    {
        var found = await base.FindPartAsync(evaluation, part, cancellation);
        _isAgain = found is not null;
        return done.Contains(message) ? found : null;
    }

    public override Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation) =>
        _isAgain
            ? Server.AddAgainAsync(evaluation, entry, cancellation)
            : base.AddPartAsync(evaluation, entry, at, cancellation);

    /// <summary>Marked in the same transaction, as it seems: known when it is committed.</summary>
    public override async Task CommitAsync(CancellationToken cancellation)
    {
        await base.CommitAsync(cancellation);
        done.Add(message);
    }
}
