using System.Net;
using Isotherm.Core.Regions;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// A real answer of the sensor API with the official shapes, through the whole pipeline into MySQL: sums, numbers of
/// points and means are those that two independent programs agree on.
/// </summary>
public sealed class RealAnswerTests
{
    private const string Official = "regions/contours-geographiques-des-nouvelles-regions-metropole.geojson";

    private static readonly string[] ByRectangle =
    [
        "11|28.000166|184", "24|29.922950|70", "27|27.347728|46", "28|29.087521|43",
        "32|28.510783|46", "44|28.774765|60", "52|27.737627|73", "53|28.377555|22",
        "75|26.502950|108", "76|27.819220|51", "84|28.839004|92", "93|28.109757|96",
    ];

    private static readonly string[] ByPolygon =
    [
        "11|28.060191|179", "24|28.936564|36", "27|29.105139|28", "28|28.787924|38",
        "32|28.416302|49", "44|28.087342|79", "52|28.467059|63", "53|28.635575|40",
        "75|27.426704|70", "76|26.752085|94", "84|28.596027|112", "93|28.195851|102",
    ];

    [Fact]
    public async Task The_real_answer_gives_exactly_the_expected_table_by_both_methods()
    {
        var answer = await File.ReadAllBytesAsync(
            Testing.Checkout.Shared("data/api/response-1000.json"), TestContext.Current.CancellationToken);
        var shapes = await File.ReadAllBytesAsync(
            Testing.Checkout.Shared("data/" + Official), TestContext.Current.CancellationToken);
        await using var api = await FixedSensorApi.StartAsync(answer);
        await using var pipeline = await LocalPipeline.StartAsync(api.Url, shapes);

        Assert.Equal(HttpStatusCode.OK, await pipeline.PlayHourAsync(0));
        await pipeline.WaitUntilDeliveredAsync();
        Assert.Equal(ByRectangle, await ShownAsync(pipeline));

        await pipeline.Database.MethodSwitch.SwitchAsync(
            Method.Polygon, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(ByPolygon, await ShownAsync(pipeline));

        var ledger = await pipeline.QueryAsync(
            "SELECT readings, usable, ambiguous, rejected_foreign, rejected_missing_temperature, rectangle_outside,"
            + " polygon_outside FROM runs");
        Assert.Equal(["1000|891|433|98|11|0|1"], ledger);
    }

    private static Task<string[]> ShownAsync(LocalPipeline pipeline) =>
        pipeline.QueryAsync(
            "SELECT code, temperature, numberOfPoints FROM region_temperature JOIN regions ON name = region"
            + " ORDER BY code");
}
