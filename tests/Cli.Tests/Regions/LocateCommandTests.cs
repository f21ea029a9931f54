using Isotherm.Cli.Tests.Aggregates;

namespace Isotherm.Cli.Tests.Regions;

public sealed class LocateCommandTests
{
    [Fact]
    public async Task A_point_is_located_by_both_methods()
    {
        using var shell = Fixtures.Shell();
        var finished = await shell.RunAsync("locate", "45.5", "-3", "--regions", "squares.geojson");

        Assert.Equal(
            """
            | Method    | Code | Region        |
            | --------- | ---- | ------------- |
            | rectangle | 11   | Île-de-France |
            | polygon   | 11   | Île-de-France |
            The point lies in 2 rectangles; the first in their order counts.

            """,
            finished.Succeeded());
    }

    [Fact]
    public async Task A_point_in_no_region_is_said_to_be_in_none()
    {
        using var shell = Fixtures.Shell();
        var finished = await shell.RunAsync("locate", "-1.5", "-1e1", "--regions", "squares.geojson");

        Said.Contains("| polygon   |      | in no region |", finished.Succeeded());
    }

    [Fact]
    public async Task JSON_names_code_and_region_or_null()
    {
        using var shell = Fixtures.Shell();
        var inside = await shell.RunAsync("locate", "45.5", "8.5", "--regions", "squares.geojson", "--format", "json");
        var outside = await shell.RunAsync("locate", "45.5", "80", "--regions", "squares.geojson", "--format", "json");

        Assert.Equal(
            """
            {
              "lat": 45.5,
              "lon": 8.5,
              "rectangle": {
                "code": "94",
                "region": "Corse"
              },
              "polygon": {
                "code": "94",
                "region": "Corse"
              },
              "rectangles": 1
            }

            """,
            inside.Succeeded());
        Said.Contains("\"rectangle\": null,\n  \"polygon\": null,\n  \"rectangles\": 0", outside.Succeeded());
    }

    [Fact]
    public async Task The_shipped_shapes_are_used_when_none_are_named()
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync("locate", "48.8566", "2.3522");

        Said.Contains("| polygon   | 11   | Île-de-France |", finished.Succeeded());
    }

    [Theory]
    [InlineData("90.1 2", "LAT is '90.1': a number from -90 to 90 is needed, with a decimal point.")]
    [InlineData("48,8 2", "LAT is '48,8': a number from -90 to 90 is needed, with a decimal point.")]
    [InlineData("48 -180.5", "LON is '-180.5': a number from -180 to 180 is needed, with a decimal point.")]
    [InlineData("48 NaN", "LON is 'NaN': a number from -180 to 180 is needed, with a decimal point.")]
    [InlineData("48", "Give a point as LAT LON, or --file POINTS.csv.")]
    [InlineData("", "Give a point as LAT LON, or --file POINTS.csv.")]
    [InlineData("48 2 --file x.csv", "Give a point (LAT LON) or --file, not both.")]
    [InlineData("48 2 --output x.csv", "--output goes with --file.")]
    [InlineData("--file x.csv --format json", "--format is for one point; a file is answered as CSV.")]
    [InlineData("48 2 3", "'3' is one word too many.")]
    [InlineData("48 -x", "There is no option '-x' here.")]
    public async Task A_wrong_command_line_is_explained(string line, string message)
    {
        using var shell = new Shell();
        string[] arguments = ["locate", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var finished = await shell.RunAsync(arguments);

        Assert.Equal(message + " See: isotherm locate --help", finished.Failed(code: 2));
    }

    [Fact]
    public async Task Empty_text_is_no_coordinate()
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync("locate", "", "2");

        Said.First("LAT is empty", finished.Failed(code: 2));
    }
}
