using System.Globalization;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;

namespace Isotherm.Benchmarks.Whole.Contenders;

/// <summary>Count and exact sum of each region by one method, printed as <c>isotherm aggregate</c> does.</summary>
internal sealed class PrintedSums(string method, IReadOnlyList<string> codes)
{
    private readonly ExactSum[] _sums = new ExactSum[codes.Count];

    /// <summary>Adds a reading in a region; one that is in none (-1) counts for nothing.</summary>
    public void Add(int region, double celsius)
    {
        if (region < 0) return;
        _sums[region] = _sums[region].Plus(new Temperature((long)Math.Round(celsius * 1e9)));
    }

    public async Task PrintAsync()
    {
        for (var i = 0; i < codes.Count; i++)
            await Console.Out.WriteLineAsync(Line(method, codes[i], _sums[i].Count, _sums[i].SumText()));
    }

    public static string Line(string method, string code, long count, string sum) =>
        string.Create(CultureInfo.InvariantCulture, $"{method},{code},,{count},{sum},");
}
