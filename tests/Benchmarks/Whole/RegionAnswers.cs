using System.Globalization;
using Isotherm.Core.Aggregates;

namespace Isotherm.Benchmarks.Whole;

/// <summary>Count and sum of each method and region, as a program printed them.</summary>
internal sealed class RegionAnswers
{
    private readonly Dictionary<(string Method, string Code), ExactSum> _sums = [];

    /// <summary>
    /// Reads the lines <c>method,code,name,count,sum,...</c>; a heading and lines that begin with <c>#</c> are none.
    /// Regions without a reading are left out: some programs do not name them.
    /// </summary>
    /// <exception cref="FormatException">A line is something else.</exception>
    public static RegionAnswers Parse(string output)
    {
        var answers = new RegionAnswers();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == '#' || line.StartsWith("method,", StringComparison.Ordinal)) continue;
            var fields = line.Split(',');
            if (fields.Length < 5) throw new FormatException($"'{line}' is no answer.");
            var count = long.Parse(fields[3], CultureInfo.InvariantCulture);
            if (count > 0) answers._sums.Add((fields[0], fields[1]), ExactSum.FromText(fields[4], count));
        }

        return answers;
    }

    /// <summary>
    /// What the other says otherwise, by the methods that it has; it must have one. Counts and sums must be equal to
    /// the last digit.
    /// </summary>
    public IReadOnlyList<string> Differences(RegionAnswers other)
    {
        string[] methods = [.. other._sums.Keys.Select(key => key.Method).Distinct()];
        if (methods.Length == 0) return ["no region at all"];
        return
        [
            .. _sums.Keys.Union(other._sums.Keys)
                .Where(key => methods.Contains(key.Method))
                .Where(key => _sums.GetValueOrDefault(key) != other._sums.GetValueOrDefault(key))
                .Select(key => $"{key.Method} {key.Code}: {Text(_sums, key)}, but {Text(other._sums, key)}"),
        ];
    }

    private static string Text(
        Dictionary<(string Method, string Code), ExactSum> sums, (string Method, string Code) key) =>
        sums.TryGetValue(key, out var sum)
            ? string.Create(CultureInfo.InvariantCulture, $"{sum.Count} readings of {sum.SumText()} °C")
            : "none";
}
