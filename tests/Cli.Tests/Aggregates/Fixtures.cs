using System.Globalization;
using System.Text;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Aggregates;

/// <summary>Files of readings over thirteen squares of one degree, region i from longitude i - 4 to i - 3.</summary>
internal static class Fixtures
{
    /// <summary>Nine readings: one of each fate.</summary>
    public static readonly string[] Nine =
    [
        Reading("a", 45.5, -3.5, "10.5"),
        Reading("b", 45.5, -3.5, "11", " france "),
        Reading("c", 45.5, -3, "-1.25"),
        Reading("d", 45.5, -2.5, "0.0001"),
        Reading("e", 40, 0, "5"),
        Reading("f", 45.5, 2.5, "20", "Germany"),
        Reading("g", 45.5, 2.5, "null"),
        Reading("a", 45.5, -3.5, "12.5"),
        "42",
    ];

    public static string Array(IEnumerable<string> readings) => "[" + string.Join(",\n", readings) + "]";

    public static string Reading(string id, double lat, double lon, string temperature, string country = "France") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","lat":{{lat}},"lon":{{lon}},"temperature":{{temperature}},"country":"{{country}}"}""");

    /// <summary>Many readings, of which about every fifth is superseded and every seventh is foreign.</summary>
    public static string Many(int count, int seed)
    {
        var random = new Random(seed);
        var readings = Enumerable.Range(0, count).Select(i => Reading(
            $"id-{random.Next(count * 2)}",
            44.5 + (random.NextDouble() * 2),
            (random.NextDouble() * 15) - 5,
            (random.Next(-200_000, 450_000) / 10_000m).ToString(CultureInfo.InvariantCulture),
            i % 7 == 0 ? "Spain" : "France"));
        return Array(readings);
    }

    /// <summary>A shell that has the squares as <c>squares.geojson</c>.</summary>
    public static Shell Shell()
    {
        var shell = new Shell();
        shell.Write("squares.geojson", ShapeDocuments.GeoJson(ShapeDocuments.Squares));
        return shell;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
