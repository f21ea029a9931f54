using System.Text.Json;
using Isotherm.Cli.Tests.Aggregates;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Regions;

public sealed class RegionsShowTests
{
    [Fact]
    public async Task The_shapes_of_a_file_are_shown_in_figures()
    {
        using var shell = Fixtures.Shell();
        var output = (await shell.RunAsync("regions", "show", "--regions", "squares.geojson")).Succeeded();

        Said.Contains(
            "| 11   | Île-de-France              |     1 |     0 |        5 | 45.0000 -4.0000 to 46.0000 -3.0000   |",
            output);
        Said.Last($"From squares.geojson\nHash {ShapeDocuments.SquareShapes.Hash}\n", output);
    }

    [Fact]
    public async Task JSON_has_the_order_and_the_rectangles()
    {
        using var shell = Fixtures.Shell();
        var finished = await shell.RunAsync("regions", "show", "--regions", "squares.geojson", "--format", "json");
        using var json = JsonDocument.Parse(finished.Succeeded());
        var region = json.RootElement.GetProperty("regions")[12];

        Assert.True(json.RootElement.GetProperty("orderedByCode").GetBoolean());
        Assert.Equal("squares.geojson", json.RootElement.GetProperty("source").GetString());
        Assert.Equal("94", region.GetProperty("code").GetString());
        Assert.Equal(8, region.GetProperty("rectangle").GetProperty("west").GetDouble());
        Assert.Equal(46, region.GetProperty("rectangle").GetProperty("north").GetDouble());
    }

    [Fact]
    public async Task Without_file_and_bucket_the_shipped_shapes_are_shown()
    {
        using var shell = new Shell();
        var output = (await shell.RunAsync("regions", "show")).Succeeded();

        Said.Contains("From the shapes shipped with isotherm", output);
    }

    [Fact]
    public async Task A_bucket_shows_what_is_in_use_or_the_shipped_shapes_when_it_holds_none()
    {
        using var shell = Fixtures.Shell();
        string[] show = ["regions", "show", "--bucket", "file:./bucket"];
        var none = (await shell.RunAsync(show)).Succeeded();
        await shell.RunAsync("regions", "import", "squares.geojson", "--bucket", "file:./bucket");
        var some = (await shell.RunAsync(show)).Succeeded();

        Said.Contains("From the shapes shipped with isotherm", none);
        Said.Contains("From bucket/shapes/regions.geojson", some);
    }

    [Fact]
    public async Task A_damaged_object_and_a_wrong_bucket_are_errors()
    {
        using var shell = new Shell();
        shell.Write("bucket/shapes/regions.geojson", "damaged");
        var damaged = await shell.RunAsync("regions", "show", "--bucket", "file:./bucket");
        var wrong = await shell.RunAsync("regions", "show", "--bucket", "gs://x");

        Said.First("bucket/shapes/regions.geojson is refused", damaged.Failed());
        Said.First("'gs://x' cannot be used as a bucket: write gs://BUCKET", wrong.Failed());
    }
}
