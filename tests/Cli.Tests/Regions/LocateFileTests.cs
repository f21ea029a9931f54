using System.Diagnostics;
using System.Globalization;
using System.Text;
using Isotherm.Cli.Tests.Aggregates;

namespace Isotherm.Cli.Tests.Regions;

public sealed class LocateFileTests
{
    [Fact]
    public async Task Rows_keep_their_order_and_their_columns_and_get_two_more()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "lon,name,lat\r\n-3.5,first,45.5\r\n80,none,45.5\r\n-2.5,\"a, b\",45.5\r\n");

        Assert.Equal(
            "lon,name,lat,rectangle,polygon\n-3.5,first,45.5,11,11\n80,none,45.5,,\n-2.5,\"a, b\",45.5,24,24\n",
            await LocateAsync(shell));
    }

    [Fact]
    public async Task Quotes_line_ends_blank_fields_and_a_byte_order_mark_survive()
    {
        using var shell = Fixtures.Shell();
        shell.Write(
            "points.csv",
            "\uFEFFlat,lon,\"the \"\"note\"\"\",more\n"
            + "45.5,-3.5,\"one\ntwo\",\n 45.5 ,-3.5,\"say \"\"hi\"\"\",é\n");

        Assert.Equal(
            "lat,lon,\"the \"\"note\"\"\",more,rectangle,polygon\n"
            + "45.5,-3.5,\"one\ntwo\",,11,11\n\" 45.5 \",-3.5,\"say \"\"hi\"\"\",é,11,11\n",
            await LocateAsync(shell));
    }

    [Fact]
    public async Task A_file_without_rows_is_answered_with_its_header()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "LAT,Lon");

        Assert.Equal("LAT,Lon,rectangle,polygon\n", await LocateAsync(shell));
    }

    [Fact]
    public async Task Standard_input_is_answered_too()
    {
        using var shell = Fixtures.Shell();
        shell.Input = Fixtures.Bytes("lat,lon\n45.5,-3.5\n");
        var finished = await shell.RunAsync("locate", "--file", "-", "--regions", "squares.geojson");

        Assert.Equal("lat,lon,rectangle,polygon\n45.5,-3.5,11,11\n", finished.Succeeded());
    }

    [Fact]
    public async Task An_output_file_appears_whole_and_replaces_what_was_there()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "lat,lon\n45.5,-3.5\n");
        shell.Write("out.csv", "old");

        Assert.Equal("", await LocateAsync(shell, "--output", "out.csv"));
        Assert.Equal("lat,lon,rectangle,polygon\n45.5,-3.5,11,11\n", shell.Read("out.csv"));
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(shell.Folder).Count());
    }

    [Fact]
    public async Task A_file_may_be_answered_into_itself()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "lat,lon\n45.5,-3.5\n");
        await LocateAsync(shell, "--output", "points.csv");

        Assert.Equal("lat,lon,rectangle,polygon\n45.5,-3.5,11,11\n", shell.Read("points.csv"));
    }

    [Fact]
    public async Task A_link_stays_a_link_to_the_answered_file()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "lat,lon\n45.5,-3.5\n");
        shell.Write("real.csv", "old");
        File.CreateSymbolicLink(shell.PathOf("link.csv"), shell.PathOf("real.csv"));
        await LocateAsync(shell, "--output", "link.csv");

        Assert.NotNull(new FileInfo(shell.PathOf("link.csv")).LinkTarget);
        Said.Last("11,11\n", shell.Read("real.csv"));
    }

    [Fact]
    public async Task Many_rows_are_answered_in_order()
    {
        using var shell = Fixtures.Shell();
        var points = new StringBuilder("lat,lon,row\n");
        for (var row = 0; row < 20_000; row++)
            points.Append(CultureInfo.InvariantCulture, $"45.5,{(row % 13) - 3.5},{row}\n");
        shell.Write("points.csv", points.ToString());
        var rows = (await LocateAsync(shell)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(20_001, rows.Length);
        for (var row = 0; row < 20_000; row++)
            Said.Contains($",{row.ToString(CultureInfo.InvariantCulture)},", rows[row + 1]);
    }

    [Theory]
    [InlineData("lat,lon\n45.5,-3.5\n,3\n", ", line 3: lat is empty: a number from -90 to 90 is needed.")]
    [InlineData("lat,lon\n91,3\n", ", line 2: lat is '91': a number from -90 to 90 is needed, with a decimal point.")]
    [InlineData("lon,lat\nx,3\n", ", line 2: lon is 'x': a number from -180 to 180 is needed, with a decimal point.")]
    [InlineData("lat,lon\n1,2,3\n", ", line 2: the row has 3 fields where the header has 2.")]
    [InlineData("lat,lon,a\n1,2\n", ", line 2: the row has 2 fields where the header has 3.")]
    [InlineData("lat,lon,a\n1,2,x\"y\n", ", line 2: a quote stands where none may; write quotes inside a field twice.")]
    [InlineData("", " is empty: a header line with the columns lat and lon is needed.")]
    [InlineData("lat;lon\n", ": the header has no column lat; columns are separated by commas. The header is: lat;lon")]
    [InlineData("lat,x\n", ": the header has no column lon; columns are separated by commas. The header is: lat,x")]
    [InlineData("lat,lon,LAT\n", ": the header has 2 columns lat. The header is: lat,lon,LAT")]
    [InlineData("lat,lon,Polygon\n", ": the header has a column polygon already, which the answer would add: rename or "
        + "remove it.")]
    public async Task A_row_that_cannot_be_answered_leaves_the_output_as_it_was(string points, string message)
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", points);
        shell.Write("out.csv", "old");
        var finished = await shell.RunAsync(
            "locate", "--file", "points.csv", "--output", "out.csv", "--regions", "squares.geojson");

        Assert.Equal("points.csv" + message, finished.Failed());
        Assert.Equal("old", shell.Read("out.csv"));
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(shell.Folder).Count());
    }

    [Fact]
    public async Task A_quote_that_is_left_open_does_not_swallow_the_rest_in_silence()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "lat,lon,a\n45.5,-3.5,\"open\n45.5,-3.5,b\n");
        shell.Write("long.csv", "lat,lon,a\n45.5,-3.5,\"" + new string('x', 2_000_000));
        string[] common = ["locate", "--output", "o", "--regions", "squares.geojson", "--file"];
        var small = await shell.RunAsync([.. common, "points.csv"]);
        var large = await shell.RunAsync([.. common, "long.csv"]);

        Said.Contains("a quote", small.Failed());
        Said.Contains("is a quote left open?", large.Failed());
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", [.. "lat,lon,a\n45.5,-3.5,"u8, 0xE9, (byte)'\n']);
        var finished = await shell.RunAsync(
            "locate", "--file", "points.csv", "--output", "o", "--regions", "squares.geojson");

        Said.Contains("is not UTF-8 text", finished.Failed());
    }

    [Theory]
    [InlineData("", "--output is empty: name a file.")]
    [InlineData("folder", "folder is a folder: name a file in it.")]
    [InlineData("nowhere/out.csv", "The folder of nowhere/out.csv is not there: make it first.")]
    [InlineData("/dev/none.csv", "/dev/none.csv is no regular file: use standard output for it.")]
    [InlineData("/proc/none.csv", "/proc/none.csv cannot be written: ")]
    public async Task An_output_that_cannot_be_written_is_named(string output, string message)
    {
        using var shell = Fixtures.Shell();
        Directory.CreateDirectory(shell.PathOf("folder"));
        shell.Write("points.csv", "lat,lon\n45.5,-3.5\n");
        var finished = await shell.RunAsync(
            "locate", "--file", "points.csv", "--output", output, "--regions", "squares.geojson");

        Said.First(message, finished.Failed());
    }

    [Fact]
    public async Task A_pipe_is_never_replaced_by_a_file()
    {
        using var shell = Fixtures.Shell();
        shell.Write("points.csv", "lat,lon\n45.5,-3.5\n");
        using var make = Process.Start("mkfifo", [shell.PathOf("pipe")]);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var finished = await shell.RunAsync(
            "locate", "--file", "points.csv", "--output", "pipe", "--regions", "squares.geojson");

        Assert.Equal("pipe is no regular file: use standard output for it.", finished.Failed());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        using var shell = Fixtures.Shell();
        var finished = await shell.RunAsync("locate", "--file", "none.csv", "--regions", "squares.geojson");

        Assert.Equal("none.csv is not there: check the name.", finished.Failed());
    }

    private static async Task<string> LocateAsync(Shell shell, params string[] more)
    {
        var finished = await shell.RunAsync(
            ["locate", "--file", "points.csv", "--regions", "squares.geojson", .. more]);
        return finished.Succeeded();
    }
}
