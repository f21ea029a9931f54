using Isotherm.Cli.Tests.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Testing;
using Isotherm.Testing.SensorApi;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Cli.Tests.Regions;

public sealed class RegionsImportTests
{
    private const string Object = "bucket/shapes/regions.geojson";

    private static readonly string Hash = ShapeDocuments.SquareShapes.Hash;

    [Fact]
    public async Task Each_wire_form_plain_or_gzip_ends_in_the_same_object()
    {
        using var shell = new Shell();
        byte[][] forms =
        [
            ShapeDocuments.GeoJson(ShapeDocuments.Squares),
            ShapeDocuments.Records(ShapeDocuments.Squares),
            ShapeDocuments.Csv(ShapeDocuments.Squares),
            Shell.Gzip(ShapeDocuments.Csv(ShapeDocuments.Squares)),
        ];
        foreach (var form in forms)
        {
            shell.Write("source", form);
            var bucket = "file:./bucket-" + Guid.NewGuid();
            var output = (await shell.RunAsync("regions", "import", "source", "--bucket", bucket)).Succeeded();

            Said.Contains($"Hash:        {Hash}", output);
            var written = shell.PathOf(Path.Combine(bucket["file:./".Length..], "shapes", "regions.geojson"));
            Assert.Equal(ShapesWriter.Write(ShapeDocuments.SquareShapes), await File.ReadAllBytesAsync(
                written, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task What_changes_is_shown_region_by_region()
    {
        using var shell = Fixtures.Shell();
        await ImportAsync(shell, "squares.geojson");
        var moved = ShapeDocuments.Squares.Select(
            region => region.Code == "94" ? ("94", ShapeDocuments.Square(8, 42, 0.5)) : region);
        shell.Write("moved.geojson", ShapeDocuments.GeoJson(moved));
        var output = (await ImportAsync(shell, "moved.geojson")).Succeeded();

        Said.Contains("| 11   | Île-de-France              | none    | 5        |", output);
        Said.Contains(
            "| 94   | Corse                      | outline | 5        "
            + "| 45.0000 8.0000 to 46.0000 9.0000 -> 42.0000 8.0000 to 42.5000 8.5000 |",
            output);
        Said.Contains("Outlines changed: 1 of 13.", output);
        Said.Contains($"Hash before: {Hash}", output);
        Said.Last("bucket/shapes/regions.geojson holds these shapes from now on.\n", output);
    }

    [Fact]
    public async Task The_same_shapes_again_write_nothing()
    {
        using var shell = Fixtures.Shell();
        await ImportAsync(shell, "squares.geojson");
        var before = File.GetLastWriteTimeUtc(shell.PathOf(Object));
        var output = (await ImportAsync(shell, "squares.geojson")).Succeeded();

        Said.Last("holds these shapes already: nothing was written.\n", output);
        Assert.Equal(before, File.GetLastWriteTimeUtc(shell.PathOf(Object)));
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        using var shell = Fixtures.Shell();
        var output = (await ImportAsync(shell, "squares.geojson", "--dry-run")).Succeeded();

        Said.Last("A dry run: bucket/shapes/regions.geojson was not written.\n", output);
        Assert.False(File.Exists(shell.PathOf(Object)));
    }

    [Fact]
    public async Task A_refused_file_leaves_the_last_good_shapes_in_use()
    {
        using var shell = Fixtures.Shell();
        await ImportAsync(shell, "squares.geojson");
        var good = shell.Read(Object);
        shell.Write("twelve.geojson", ShapeDocuments.GeoJson(ShapeDocuments.Squares.Skip(1)));
        var message = (await ImportAsync(shell, "twelve.geojson")).Failed();

        Said.First("twelve.geojson is refused as region shapes: ", message);
        Assert.Equal(good, shell.Read(Object));
    }

    [Fact]
    public async Task Another_order_is_kept_with_a_warning_and_sorted_when_asked_for()
    {
        using var shell = new Shell();
        shell.Write("reversed.geojson", ShapeDocuments.GeoJson(ShapeDocuments.Squares.Reverse()));
        var kept = await ImportAsync(shell, "reversed.geojson");
        var sorted = await ImportAsync(shell, "reversed.geojson", "--order", "code");

        Assert.Equal(0, kept.Code);
        Said.Contains("warning: The order is not ascending by code: 94, 93,", kept.Error);
        Said.Contains($"Hash:        {Hash}", sorted.Succeeded());
        Said.Contains("none, other place in the order", sorted.Output);
    }

    [Fact]
    public async Task An_import_never_overwrites_another_one_that_came_between()
    {
        using var shell = Fixtures.Shell();
        var reversed = ShapeDocuments.GeoJson(ShapeDocuments.Squares.Reverse());
        using var error = new StringWriter();
        using var output = new ActingWriter("Hash: ", () => shell.Write(Object, reversed));
        var code = await Shell.RunAsync(
            shell.Surroundings(Stream.Null, output, error),
            TestContext.Current.CancellationToken,
            "regions", "import", "squares.geojson", "--bucket", "file:./bucket");

        Assert.Equal(1, code);
        Said.Contains("Another import wrote bucket/shapes/regions.geojson meanwhile, so nothing was", error.ToString());
        var shown = await shell.RunAsync("regions", "show", "--bucket", "file:./bucket", "--format", "json");
        Said.Contains("\"orderedByCode\": false", shown.Succeeded());
    }

    [Fact]
    public async Task A_damaged_object_is_said_to_be_so_and_replaced()
    {
        using var shell = Fixtures.Shell();
        shell.Write(Object, "damaged");
        var finished = await ImportAsync(shell, "squares.geojson");

        Assert.Equal(0, finished.Code);
        Said.Contains("warning: What is in use now cannot be compared.", finished.Error);
        Said.Contains("Hash before: none", finished.Output);
    }

    [Fact]
    public async Task Shapes_come_from_an_address_too()
    {
        var packed = Shell.Gzip(ShapeDocuments.GeoJson(ShapeDocuments.Squares));
        await using var server = RudeServer.Start(
            RudeAnswer.Of(200, "application/json", packed, "Content-Encoding: gzip\r\n"));
        using var shell = new Shell();
        var output = (await ImportAsync(shell, server.Url.ToString())).Succeeded();

        Said.Contains($"Hash:        {Hash}", output);
    }

    [Fact]
    public async Task An_address_that_answers_badly_is_named_without_its_secrets()
    {
        await using var server = RudeServer.Start(RudeAnswer.Status(404));
        using var shell = new Shell();
        var address = server.Url.ToString().Replace("//", "//me:secret@", StringComparison.Ordinal) + "?token=t";
        var finished = await ImportAsync(shell, address);

        Assert.Equal($"{server.Url} answered 404: open it in a browser to see why.", finished.Failed());
    }

    [Fact]
    public async Task An_address_where_nobody_answers_is_named()
    {
        using var shell = new Shell();
        var message = (await ImportAsync(shell, "http://127.0.0.1:9/regions.csv")).Failed();

        Said.First("http://127.0.0.1:9/regions.csv cannot be reached: ", message);
    }

    [Fact]
    public async Task An_answer_that_is_cut_short_is_no_shapes()
    {
        var body = ShapeDocuments.GeoJson(ShapeDocuments.Squares);
        await using var server = RudeServer.Start(
            RudeAnswer.Of(200, "application/json", body[..^100], length: body.Length));
        using var shell = new Shell();

        Said.Contains("cannot be read", (await ImportAsync(shell, server.Url.ToString())).Failed());
        Assert.False(File.Exists(shell.PathOf(Object)));
    }

    [Fact]
    public async Task An_address_that_never_ends_its_answer_is_given_up()
    {
        var held = RudeAnswer.Raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", RudeEnding.Hold);
        await using var server = RudeServer.Start(held);
        var clock = new FakeTimeProvider();
        using var shell = new Shell { Clock = clock };
        async Task AdvanceAsync()
        {
            await server.Holding;
            clock.Advance(TimeSpan.FromSeconds(121));
        }

        var advance = AdvanceAsync();
        var finished = await ImportAsync(shell, server.Url.ToString());
        await advance;
        Said.Contains("gave no whole answer within 120 s", finished.Failed());
    }

    [Theory]
    [InlineData("no-scheme", "'no-scheme' cannot be used as a bucket: write gs://BUCKET")]
    [InlineData("file:", "'file:' cannot be used as a bucket: it names no folder")]
    public async Task A_bucket_that_is_none_is_refused(string bucket, string message)
    {
        using var shell = Fixtures.Shell();
        var finished = await shell.RunAsync("regions", "import", "squares.geojson", "--bucket", bucket);

        Said.First(message, finished.Failed());
    }

    [Fact]
    public async Task Without_any_bucket_the_command_line_is_wrong()
    {
        using var shell = Fixtures.Shell();
        var message = (await shell.RunAsync("regions", "import", "squares.geojson")).Failed(code: 2);

        Said.First("No bucket is given: use --bucket or set SHAPES_BUCKET.", message);
    }

    [Theory]
    [InlineData("SHAPES_BUCKET")]
    [InlineData("RAW_BUCKET")]
    public async Task The_environment_may_tell_bucket_and_object(string variable)
    {
        using var shell = Fixtures.Shell();
        shell.Variables[variable] = "file:other";
        shell.Variables["SHAPES_OBJECT"] = "here.geojson";
        (await shell.RunAsync("regions", "import", "squares.geojson")).Succeeded();

        Assert.True(File.Exists(shell.PathOf("other/here.geojson")));
    }

    [Fact]
    public async Task A_gzip_file_that_is_damaged_is_said_to_be_so()
    {
        using var shell = new Shell();
        shell.Write("bad.gz", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        var finished = await ImportAsync(shell, "bad.gz");

        Assert.Equal("bad.gz begins as gzip and is damaged or cut short: get it again.", finished.Failed());
    }

    private static Task<Finished> ImportAsync(Shell shell, string source, params string[] more) =>
        shell.RunAsync(["regions", "import", source, "--bucket", "file:./bucket", .. more]);
}
