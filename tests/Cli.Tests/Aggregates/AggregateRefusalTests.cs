using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Aggregates;

public sealed class AggregateRefusalTests
{
    [Theory]
    [InlineData("missing.json", "missing.json is not there: check the name.")]
    [InlineData("folder", "folder is a folder: name a file in it.")]
    [InlineData("", "An empty file name leads nowhere: name a file.")]
    [InlineData("nowhere/x.json", "nowhere/x.json is not there: check the name.")]
    public async Task A_file_that_cannot_be_opened_is_named(string file, string message)
    {
        using var shell = Fixtures.Shell();
        Directory.CreateDirectory(shell.PathOf("folder"));
        var finished = await shell.RunAsync("aggregate", file, "--regions", "squares.geojson");

        Assert.Equal(message, finished.Failed());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task An_unreadable_file_is_named_with_byte_and_reason_and_nothing_is_printed(string threads)
    {
        using var shell = Fixtures.Shell();
        shell.Write("good.json", Fixtures.Array(Fixtures.Nine));
        shell.Write("cut.json", "[{\"id\":\"a\"}, {\"id\":");
        var finished = await shell.RunAsync(
            "aggregate", "good.json", "cut.json", "--threads", threads, "--regions", "squares.geojson");

        var message = finished.Failed();
        Said.First("cut.json cannot be read to its end; byte 19: ", message);
        Said.Last("Get it again or leave it out.", message);
    }

    [Fact]
    public async Task Several_unreadable_files_are_told_in_their_order()
    {
        using var shell = Fixtures.Shell();
        shell.Write("b.json", "?");
        shell.Write("a.json.gz", Shell.Gzip(Fixtures.Bytes(Fixtures.Many(2000, seed: 3)))[..2000]);
        var finished = await shell.RunAsync(
            "aggregate", "b.json", "missing.json", "a.json.gz", "--threads", "3", "--regions", "squares.geojson");

        Assert.Equal(1, finished.Code);
        Assert.Equal("", finished.Output);
        var lines = finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Said.First("isotherm: b.json cannot be read to its end; byte 0: ", lines[0]);
        Assert.Equal("isotherm: missing.json is not there: check the name.", lines[1]);
        Said.First("isotherm: a.json.gz cannot be read to its end; byte ", lines[2]);
    }

    [Fact]
    public async Task A_name_that_the_disk_refuses_is_one_line()
    {
        using var shell = Fixtures.Shell();
        var name = new string('n', 300);
        var finished = await shell.RunAsync("aggregate", name, "--regions", "squares.geojson");

        Said.First(name + " cannot be opened: ", finished.Failed());
    }

    [Fact]
    public async Task A_name_with_control_characters_stays_one_harmless_line()
    {
        using var shell = Fixtures.Shell();
        var finished = await shell.RunAsync("aggregate", "a\n\u001b[31mb.json", "--regions", "squares.geojson");

        Assert.Equal("a\\u000a\\u001b[31mb.json is not there: check the name.", finished.Failed());
    }

    [Fact]
    public async Task Shapes_that_are_refused_are_named_with_their_reason()
    {
        using var shell = Fixtures.Shell();
        shell.Write("twelve.geojson", ShapeDocuments.GeoJson(ShapeDocuments.Squares.Skip(1)));
        shell.Write("good.json", "[]");
        var finished = await shell.RunAsync("aggregate", "good.json", "--regions", "twelve.geojson");

        Said.First("twelve.geojson is refused as region shapes: ", finished.Failed());
    }

    [Fact]
    public async Task Shapes_that_are_not_there_are_named()
    {
        using var shell = new Shell();
        shell.Write("good.json", "[]");
        var finished = await shell.RunAsync("aggregate", "good.json", "--regions", "none.geojson");

        Assert.Equal("none.geojson is not there: check the name.", finished.Failed());
    }

    [Theory]
    [InlineData("--threads 0 x", "--threads cannot be '0': use a whole number from 1 to 256.")]
    [InlineData("--threads two x", "--threads cannot be 'two': use a whole number from 1 to 256.")]
    [InlineData("--format xml x", "--format cannot be 'xml': use table, json, csv.")]
    [InlineData("--method circle x", "--method cannot be 'circle': use both, rectangle, polygon.")]
    [InlineData("--fomat json x", "There is no option '--fomat' here.")]
    [InlineData("- -", "Standard input ('-') can be read once only.")]
    [InlineData("", "Required argument 'FILE' missing for command: 'aggregate'.")]
    public async Task A_wrong_command_line_does_nothing_and_points_at_the_help(string line, string message)
    {
        using var shell = Fixtures.Shell();
        string[] arguments = ["aggregate", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var finished = await shell.RunAsync(arguments);

        Assert.Equal(message + " See: isotherm aggregate --help", finished.Failed(code: 2));
    }

    [Fact]
    public async Task An_interrupted_command_prints_no_data_and_ends_with_130()
    {
        using var shell = Fixtures.Shell();
        shell.Write("good.json", Fixtures.Array(Fixtures.Nine));
        var finished = await shell.RunAsync(new CancellationToken(canceled: true), "aggregate", "good.json");

        Said.First("Interrupted.", finished.Failed(code: 130));
    }
}
