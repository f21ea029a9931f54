using Isotherm.Aggregate;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>What the tables hold of a day, and what a replay would add.</summary>
internal sealed class PreviewedDay(
    Method method,
    IReadOnlyList<RunEvaluation> known,
    IReadOnlyList<ShownTemperature> shown,
    IReadOnlyList<KeptSum> sums,
    IReadOnlyDictionary<RunKey, string?> codeVersions)
{
    private readonly List<RunEvaluation> _after = [.. known];
    private readonly ILookup<Hour, ShownTemperature> _shown = shown.ToLookup(row => row.Hour);
    private readonly ILookup<Hour, RunEvaluation> _before = known.ToLookup(evaluation => evaluation.Key.Slot.Hour);

    private readonly Dictionary<long, IReadOnlyList<RegionSum>> _sums = SumsBy(sums.Where(sum => sum.Method == method));

    private readonly Dictionary<long, IReadOnlyList<RegionSum>> _otherSums =
        SumsBy(sums.Where(sum => sum.Method != method));

    /// <summary>
    /// True when the run has a complete evaluation by these shapes and rules: a replay adds nothing, but notes the
    /// later activation of its shapes.
    /// </summary>
    public bool Confirm(RunKey key, ShapesActivation shapes, int rulesVersion)
    {
        var index = _after.FindIndex(evaluation => evaluation.Key == key && evaluation.IsComplete
            && evaluation.Shapes.Hash == shapes.Hash && evaluation.RulesVersion == rulesVersion);
        if (index < 0) return false;
        if (_after[index].Shapes.Generation < shapes.Generation)
            _after[index] = _after[index] with { Shapes = shapes };
        return true;
    }

    /// <summary>Adds an evaluation that the replay would make, or complete.</summary>
    public void Add(RunEvaluation evaluation, IEnumerable<RegionSum> regions)
    {
        _after.RemoveAll(other => other.Key == evaluation.Key && other.Shapes.Hash == evaluation.Shapes.Hash
            && other.RulesVersion == evaluation.RulesVersion);
        _after.Add(evaluation);
        _sums[evaluation.Id] = [.. regions];
    }

    /// <summary>What would change in an hour, by region.</summary>
    public IEnumerable<HourChange> Changes(Hour hour)
    {
        var chosen = CurrentRuns.ChooseRuns(_after.Where(evaluation => evaluation.Key.Slot.Hour == hour));
        var after = Rows(chosen, _sums).ToDictionary(row => row.Region, StringComparer.Ordinal);
        var before = Shown(hour).ToDictionary(row => row.Region, StringComparer.Ordinal);
        var changed = before.Keys.Union(after.Keys)
            .Where(region => before.GetValueOrDefault(region) != after.GetValueOrDefault(region))
            .Order(StringComparer.Ordinal).ToArray();
        if (changed.Length == 0) return [];
        var why = Why(hour, chosen);
        return changed.Select(region => new HourChange(
            hour, region, before.GetValueOrDefault(region), after.GetValueOrDefault(region), why));
    }

    private string Why(Hour hour, IReadOnlyList<RunEvaluation> chosen)
    {
        var before = CurrentRuns.ChooseRuns(_before[hour]).ToDictionary(evaluation => evaluation.Key.Slot);
        var reasons = chosen.Select(now => Why(before.GetValueOrDefault(now.Key.Slot), now)).OfType<string>()
            .Distinct().ToArray();
        if (reasons.Length > 0) return string.Join("; ", reasons);
        return Shown(hour).ToHashSet().SetEquals(Rows(chosen, _otherSums))
            ? $"method {(method == Method.Rectangle ? "polygon -> rectangle" : "rectangle -> polygon")}"
            : "rows were changed by hand";
    }

    private string? Why(RunEvaluation? before, RunEvaluation now)
    {
        if (before is null)
        {
            return known.Any(evaluation => evaluation.Key == now.Key)
                ? "late part"
                : $"run {now.Key.Run} was never aggregated";
        }

        if (before.Key != now.Key) return $"correction: run {now.Key.Run} instead of {before.Key.Run}";
        if (before.RulesVersion != now.RulesVersion)
        {
            return $"rules {before.RulesVersion} -> {now.RulesVersion},"
                + $" code {codeVersions.GetValueOrDefault(now.Key)} -> {CodeVersion.Current}";
        }

        return before.Shapes.Hash == now.Shapes.Hash
            ? null
            : $"shapes {before.Shapes.Hash[..8]} -> {now.Shapes.Hash[..8]}";
    }

    private IEnumerable<RegionTemperature> Shown(Hour hour) =>
        _shown[hour].Select(row => new RegionTemperature(row.Region, row.Temperature, row.NumberOfPoints));

    private static IReadOnlyList<RegionTemperature> Rows(
        IEnumerable<RunEvaluation> runs, Dictionary<long, IReadOnlyList<RegionSum>> sums) =>
        HourRows.Of(runs.SelectMany(evaluation => sums.GetValueOrDefault(evaluation.Id, [])));

    private static Dictionary<long, IReadOnlyList<RegionSum>> SumsBy(IEnumerable<KeptSum> sums) =>
        sums.GroupBy(sum => sum.Evaluation)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<RegionSum>)[.. group.Select(sum => sum.Sum)]);
}
