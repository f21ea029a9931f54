using System.Globalization;
using System.Text;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.Tables;

namespace Isotherm.Simulation.Checks;

/// <summary>
/// Looks at the tables after every COMMIT, which is every moment at which a reader could see something new.
/// </summary>
internal sealed class TablesWatch(
    Database database, Expectation expected, AggregationsWatch aggregations, Verdict verdict)
{
    private readonly Dictionary<(Hour, int), string> _history = [];
    private readonly Dictionary<Hour, int> _changeovers = [];
    private readonly Dictionary<RunKey, string> _keys = [];
    private readonly Dictionary<string, (string StartedAt, string Run)> _shownOfSlot = new(StringComparer.Ordinal);

    public void See(DatabaseTransaction transaction)
    {
        foreach (var key in transaction.PartsAdded) CheckPart(key);
        foreach (var hour in transaction.HoursWritten) CheckHour(hour);
    }

    /// <summary>Everything that a replay must leave as it is.</summary>
    public string Dump()
    {
        var dump = new StringBuilder();
        var hours = database.Hours.Committed.Select(row => row.Key).Order();
        foreach (var hour in hours) dump.Append(hour).Append(Rows(hour));
        var parts = database.Parts.Committed.OrderBy(part => part.Key.Evaluation).ThenBy(part => part.Key.Part);
        foreach (var (key, row) in parts)
        {
            var aggregate = row.Entry.Aggregate;
            dump.Append(CultureInfo.InvariantCulture, $"{key} {row.Entry.Key} {row.Entry.ObjectName} ");
            dump.Append(CultureInfo.InvariantCulture, $"{aggregate.Read} {aggregate.Usable} {aggregate.Rejects.Total}");
            foreach (var sum in aggregate.Rectangle.Regions.Concat(aggregate.Polygon.Regions)) dump.Append(sum);
            dump.Append('\n');
        }

        return dump.Append(aggregations.Dump()).ToString();
    }

    /// <summary>Evaluations all of whose parts are in, counted row by row.</summary>
    public IEnumerable<EvaluationRow> Complete(string run) =>
        from evaluation in database.Evaluations.Committed.Select(row => row.Value)
        where KeyOf(evaluation.Run) == run && expected.Find(run) is { } known
            && database.Parts.Committed.Count(part => part.Key.Evaluation == evaluation.Id) == known.Parts.Count
        select evaluation;

    /// <summary>The hour shows, of every slot, the current run under the latest of its complete evaluations.</summary>
    public void CheckHour(Hour hour)
    {
        var shown = database.Hours.Find(hour, null);
        if (shown is null) return;
        CheckHistory(shown);
        var method = database.Settings.Find("method", null)!.Method;
        verdict.Require(
            shown.Changeover == 0 || shown.Method == method,
            Invariant.TableIsExact,
            $"{hour} shows another method than the one that is set.");
        foreach (var slot in shown.Slots) CheckSlot(slot);
        var current = Current(hour).ToArray();
        var names = Names(shown).ToArray();
        verdict.Require(
            names.SequenceEqual(current.Select(pair => (pair.Run.Key, pair.Evaluation.Shapes.Hash))),
            Invariant.TableIsExact,
            $"{hour} shows {string.Join(", ", names)} and should show {Named(current)}");
        if (verdict.Violation is not null) return;
        var (rows, exact) = (Rows(hour), expected.Rows(names, method == Method.Polygon));
        verdict.Require(rows == exact, Invariant.TableIsExact, $"{hour} shows\n{rows}and should show\n{exact}");
        aggregations.Check(shown, evaluation => NameOf(evaluation));
    }

    private IEnumerable<(ExpectedRun Run, EvaluationRow Evaluation)> Current(Hour hour) =>
        from run in expected.Runs
        where run.Hour == hour.ToString() && Complete(run.Key).Any()
        group run by run.Slot into slot
        orderby slot.Key
        let current = Expectation.Current(slot)
        where current is not null
        select (current, Complete(current.Key).MaxBy(evaluation => evaluation.Shapes.Generation)!);

    private static string Named(IEnumerable<(ExpectedRun Run, EvaluationRow Evaluation)> current) =>
        string.Join(", ", current.Select(pair => $"{pair.Run.Key} {pair.Evaluation.Shapes}"));

    private IEnumerable<(string Run, string Shapes)> Names(HourShown shown) =>
        from slot in shown.Slots
        select NameOf(slot.Evaluation);

    private (string Run, string Shapes) NameOf(long id)
    {
        var evaluation = Evaluation(id);
        return (KeyOf(evaluation.Run), evaluation.Shapes.Hash);
    }

    private EvaluationRow Evaluation(long id) =>
        database.Evaluations.Committed.Select(row => row.Value).First(evaluation => evaluation.Id == id);

    private void CheckSlot(ShownSlot slot)
    {
        var evaluation = Evaluation(slot.Evaluation);
        var run = expected.Find(KeyOf(evaluation.Run));
        verdict.Require(
            run is not null, Invariant.RunsAreAskedFor, $"{evaluation.Run} is shown, and is not committed.");
        if (run is null) return;
        var parts = database.Parts.Committed.Count(part => part.Key.Evaluation == evaluation.Id);
        verdict.Require(
            parts == run.Parts.Count,
            Invariant.RunsAreWhole,
            $"{run.Key} is shown with {parts} of {run.Parts.Count} parts.");
        var name = slot.Slot.ToString();
        var now = (run.StartedAt, run.Run);
        if (_shownOfSlot.TryGetValue(name, out var before))
        {
            verdict.Require(
                string.CompareOrdinal(before.StartedAt + before.Run, now.StartedAt + now.Run) <= 0,
                Invariant.HistoryGrows,
                $"{name} goes back from {before} to {now}.");
        }

        _shownOfSlot[name] = now;
    }

    private void CheckHistory(HourShown shown)
    {
        var last = _changeovers.GetValueOrDefault(shown.Hour);
        for (var number = Math.Max(1, last); number <= Math.Max(last, shown.Changeover); number++)
        {
            var entry = database.History.Find((shown.Hour, number), null);
            var text = entry is null ? "nothing" : $"{entry.Shown.From:O} {entry.Shown.Method} "
                + $"{string.Join(',', entry.Shown.Slots)} {string.Join(',', entry.Rows)}";
            var known = _history.GetValueOrDefault((shown.Hour, number));
            verdict.Require(
                entry is not null && (known is null || known == text),
                Invariant.HistoryGrows,
                $"Changeover {number} of {shown.Hour} was {known} and is {text}.");
            _history[(shown.Hour, number)] = text;
        }

        verdict.Require(
            shown.Changeover >= last, Invariant.HistoryGrows, $"{shown.Hour} lost changeovers: {last} before.");
        _changeovers[shown.Hour] = shown.Changeover;
    }

    private void CheckPart((long Evaluation, int Part) key)
    {
        var entry = database.Parts.Find(key, null)!.Entry;
        var run = expected.Find(KeyOf(entry.Key));
        var isKnown = run is not null && entry.Part < run.Parts.Count;
        verdict.Require(
            isKnown, Invariant.TableIsExact, $"{entry.Key} part {entry.Part} is recorded, and not committed.");
        if (!isKnown || !expected.Knows(entry.Shapes.Hash)) return;
        var part = run!.Parts[entry.Part];
        var aggregate = entry.Aggregate;
        verdict.Require(
            aggregate.Read == part.Read && aggregate.Usable == part.Usable.Count
                && RejectReasonNames.All.All(reason => aggregate.Rejects[reason] == part.Rejected(reason.Name())),
            Invariant.AddsUp,
            $"{run.Key} part {entry.Part}: read {aggregate.Read} of {part.Read}, usable {aggregate.Usable} of "
            + $"{part.Usable.Count}, or rejects by another reason.");
        CheckSums(run, part, entry, aggregate.Rectangle);
        CheckSums(run, part, entry, aggregate.Polygon);
    }

    private void CheckSums(ExpectedRun run, ExpectedPart part, PartEntry entry, MethodAggregate sums)
    {
        var exact = expected.PartSums(part, entry.Shapes.Hash, sums.Method == Method.Polygon);
        foreach (var region in sums.Regions)
        {
            var sum = exact.GetValueOrDefault(region.Code);
            verdict.Require(
                region.Sum.Count <= sum.Points,
                Invariant.NothingTwice,
                $"{run.Key} part {entry.Part} {region.Code}: {region.Sum.Count} points of {sum.Points}.");
            verdict.Require(
                region.Sum.Count == sum.Points && region.Sum.NanoCelsius == sum.Nano,
                Invariant.TableIsExact,
                $"{run.Key} part {entry.Part} {region.Code}: {region.Sum} instead of {sum}.");
        }

        var used = sums.Regions.Sum(region => region.Sum.Count);
        verdict.Require(
            used + sums.OutsideEveryRegion == part.Usable.Count,
            Invariant.AddsUp,
            $"{run.Key} part {entry.Part}: {used} used and {sums.OutsideEveryRegion} outside of {part.Usable.Count}.");
    }

    private string KeyOf(RunKey key)
    {
        if (_keys.TryGetValue(key, out var text)) return text;
        return _keys[key] = key.ToString();
    }

    private string Rows(Hour hour)
    {
        var rows = new StringBuilder();
        var shown = database.Shown.Committed.Where(row => row.Key.Hour == hour).Select(row => row.Value);
        var codes = RegionNames.Codes.ToDictionary(RegionNames.Of, code => code, StringComparer.Ordinal);
        foreach (var row in shown.OrderBy(row => codes[row.Region], StringComparer.Ordinal))
            Expectation.Append(rows, row.Region, row.Temperature, row.NumberOfPoints);
        return rows.ToString();
    }
}
