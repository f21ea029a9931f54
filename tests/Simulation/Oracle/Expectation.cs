using System.Globalization;
using System.Text;

namespace Isotherm.Simulation.Oracle;

/// <summary>
/// The oracle: from raw objects, manifests and shapes to what must be shown. It shares no parser, no locator, no SQL
/// and no arithmetic with the product.
/// </summary>
internal sealed class Expectation
{
    private readonly Dictionary<string, ExpectedRun> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, string Shapes, bool IsPolygon), Dictionary<string, ExpectedSum>> _sums =
        [];
    private readonly Dictionary<string, string> _aggregations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExpectedShapes> _shapes = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ExpectedRun> Runs => _runs.Values;

    public void Add(ExpectedRun run) => _runs.Add(run.Key, run);

    public void AddShapes(string hash, ExpectedShapes shapes) => _shapes[hash] = shapes;

    public bool Knows(string shapes) => _shapes.ContainsKey(shapes);

    public ExpectedRun? Find(string key) => _runs.GetValueOrDefault(key);

    /// <summary>The sums of one part by region, without regions that have no point.</summary>
    public Dictionary<string, ExpectedSum> PartSums(ExpectedPart part, string shapes, bool isPolygon)
    {
        var located = _shapes[shapes];
        var sums = new Dictionary<string, ExpectedSum>(StringComparer.Ordinal);
        foreach (var reading in part.Usable)
        {
            var code = isPolygon ? located.InPolygon(reading) : located.InRectangle(reading);
            if (code is not null)
                sums[code] = sums.GetValueOrDefault(code).Plus(new ExpectedSum(reading.Nano, 1));
        }

        return sums;
    }

    /// <summary>The rows of an hour that shows these runs, each under its shapes: one line a region.</summary>
    public string Rows(IEnumerable<(string Run, string Shapes)> shown, bool isPolygon)
    {
        var total = new SortedDictionary<string, ExpectedSum>(StringComparer.Ordinal);
        foreach (var (run, shapes) in shown)
        {
            foreach (var (code, sum) in Sums(run, shapes, isPolygon))
                total[code] = total.GetValueOrDefault(code).Plus(sum);
        }

        var rows = new StringBuilder();
        foreach (var (code, sum) in total) Append(rows, RegionNames.Of(code), sum.Mean, sum.Points);
        return rows.ToString();
    }

    /// <summary>What an aggregation must show of these runs, each under its shapes.</summary>
    public string AggregationRows(string aggregation, IReadOnlyList<(string Run, string Shapes)> shown)
    {
        var key = $"{aggregation} {string.Join(", ", shown)}";
        if (_aggregations.TryGetValue(key, out var known)) return known;
        var places =
            from one in shown
            let run = _runs[one.Run]
            let shapes = _shapes[one.Shapes]
            from part in run.Parts
            from reading in part.Usable
            select new ExpectedPlace(run.Hour, reading, shapes.InRectangle(reading), shapes.InPolygon(reading));
        return _aggregations[key] = ExpectedAggregations.Rows(aggregation, [.. places]);
    }

    public static void Append(StringBuilder rows, string region, decimal temperature, long points) =>
        rows.Append(CultureInfo.InvariantCulture, $"{region} {temperature:0.000000} {points}\n");

    /// <summary>The run that a slot must show, of those that can: the last one that has a usable reading.</summary>
    public static ExpectedRun? Current(IEnumerable<ExpectedRun> runsOfSlot) =>
        runsOfSlot.Where(run => run.Usable > 0)
            .OrderBy(run => run.StartedAt, StringComparer.Ordinal).ThenBy(run => run.Run, StringComparer.Ordinal)
            .LastOrDefault();

    private Dictionary<string, ExpectedSum> Sums(string run, string shapes, bool isPolygon)
    {
        if (_sums.TryGetValue((run, shapes, isPolygon), out var known)) return known;
        var sums = new Dictionary<string, ExpectedSum>(StringComparer.Ordinal);
        foreach (var part in _runs[run].Parts)
        {
            foreach (var (code, sum) in PartSums(part, shapes, isPolygon))
                sums[code] = sums.GetValueOrDefault(code).Plus(sum);
        }

        _sums.Add((run, shapes, isPolygon), sums);
        return sums;
    }
}
