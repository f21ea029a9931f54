using System.Text.Json;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Aggregates;

/// <summary>A real answer of the sensor API with the official shapes, against what two other programs found.</summary>
public sealed class RealAnswerTests
{
    private const string Rectangles = """
        11 5152.0305 184 28.000166
        24 2094.6065 70 29.922950
        27 1257.9955 46 27.347728
        28 1250.7634 43 29.087521
        32 1311.496 46 28.510783
        44 1726.4859 60 28.774765
        52 2024.8468 73 27.737627
        53 624.3062 22 28.377555
        75 2862.3186 108 26.502950
        76 1418.7802 51 27.819220
        84 2653.1884 92 28.839004
        93 2698.5367 96 28.109757
        94 0 0 null
        """;

    private const string Polygons = """
        11 5022.7742 179 28.060191
        24 1041.7163 36 28.936564
        27 814.9439 28 29.105139
        28 1093.9411 38 28.787924
        32 1392.3988 49 28.416302
        44 2218.9 79 28.087342
        52 1793.4247 63 28.467059
        53 1145.423 40 28.635575
        75 1919.8693 70 27.426704
        76 2514.696 94 26.752085
        84 3202.755 112 28.596027
        93 2875.9768 102 28.195851
        94 0 0 null
        """;

    private const string Official = "contours-geographiques-des-nouvelles-regions-metropole";

    [Theory]
    [InlineData($"{Official}.geojson", "1")]
    [InlineData($"{Official}.csv.gz", "2")]
    [InlineData("records-v1.json", "4")]
    public async Task A_real_answer_gives_the_known_sums_and_means(string shapes, string threads)
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync(
            "aggregate",
            Checkout.Shared("data", "api", "response-1000.json"),
            "--regions",
            Checkout.Shared("data", "regions", shapes),
            "--threads",
            threads,
            "--format",
            "json");
        using var json = JsonDocument.Parse(finished.Succeeded());
        var root = json.RootElement;
        var rejects = root.GetProperty("rejects");

        Assert.Equal(1000, root.GetProperty("read").GetInt64());
        Assert.Equal(891, root.GetProperty("usable").GetInt64());
        Assert.Equal(98, rejects.GetProperty("foreign").GetInt64());
        Assert.Equal(11, rejects.GetProperty("missing_temperature").GetInt64());
        Assert.Equal(109, rejects.EnumerateObject().Sum(reason => reason.Value.GetInt64()));
        Assert.Equal(433, root.GetProperty("ambiguous").GetInt64());
        AssertMethod(root, "rectangle", 0, Rectangles);
        AssertMethod(root, "polygon", 1, Polygons);
    }

    private static void AssertMethod(JsonElement root, string name, long outside, string expected)
    {
        var method = root.GetProperty("methods").GetProperty(name);
        var rows = method.GetProperty("regions").EnumerateArray().Select(region => string.Join(
            ' ',
            region.GetProperty("code").GetString(),
            region.GetProperty("sum").GetString(),
            region.GetProperty("numberOfPoints").GetInt64(),
            region.GetProperty("temperature").GetString() ?? "null"));
        Assert.Equal(expected.Split('\n'), rows);
        Assert.Equal(outside, method.GetProperty("outsideEveryRegion").GetInt64());
    }
}
