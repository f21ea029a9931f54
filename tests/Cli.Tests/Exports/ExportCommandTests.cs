using System.Text.Json;
using Isotherm.Cli.Tests.Operations;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Exports;

public sealed class ExportCommandTests
{
    private const string Hour = "2019-02-19T14:00:00Z";
    private const string Part = "export/readings/v1/2019/02/19/14/a/part-00000.ndjson";

    private static readonly string[] Export =
        ["export", "--from", "2019-02-19", "--to", "2019-02-19", "--destination", "file:./export"];

    [Fact]
    public async Task Each_reading_becomes_a_line_of_where_it_comes_from_and_its_fields_as_text()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        await pipeline.CommitAsync(
            Hour, "a",
            """
            [{"id":"\u00e9\n","timestamp":"2019-02-19 14:02:10","lat":45.50,"lon":1e0,"temperature":null,
              "country":"France","x":1},
             7, {"lat":[1, 2],"temperature":true,"id":"\ud800","\ud800":1,"l\u0061t":[1, 2]}]
            """);

        var table = (await pipeline.Shell.RunAsync([.. Export, "--format", "csv"])).Succeeded();

        Assert.Equal($"slot,run,parts,written,readings\n{Hour},a,1,1,3\n", table);
        const string origin =
            "{'run':'a','slot':'2019-02-19T14:00:00Z','hour':'2019-02-19T14:00:00Z',"
            + "'started_at':'2019-02-19T14:00:04.000000Z','parts':1,'part':0,";
        Assert.Equal(
            [
                origin + "'position':0,'is_object':true,'id':'é\\n','id_type':'string',"
                    + "'timestamp':'2019-02-19 14:02:10','timestamp_type':'string','lat':'45.50','lat_type':'number',"
                    + "'lon':'1e0','lon_type':'number','temperature':'null','temperature_type':'null',"
                    + "'country':'France','country_type':'string'}",
                origin + "'position':1,'is_object':false}",
                origin + "'position':2,'is_object':true,'id':null,'id_type':'string','lat':'[1, 2]',"
                    + "'lat_type':'array','temperature':'true','temperature_type':'boolean'}",
            ],
            pipeline.Shell.Read(Part).TrimEnd('\n').Replace('"', '\'').Split('\n'));
    }

    [Fact]
    public async Task Exporting_again_writes_what_is_new_and_nothing_else()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        await pipeline.CommitAsync(Hour, "a", "[{\"id\":\"1\"}]", "[{\"id\":\"2\"},{\"id\":\"3\"}]");
        (await pipeline.Shell.RunAsync(Export)).Succeeded();
        var before = File.GetLastWriteTimeUtc(pipeline.Shell.PathOf(Part));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "b", "[]");
        await pipeline.StrayAsync("2019-02-19T16:00:00Z", "crashed", "attempt");

        var again = (await pipeline.Shell.RunAsync([.. Export, "--format", "csv"])).Succeeded();

        Assert.Equal(
            $"slot,run,parts,written,readings\n{Hour},a,2,0,0\n2019-02-19T15:00:00Z,b,1,1,0\n", again);
        Assert.Equal(before, File.GetLastWriteTimeUtc(pipeline.Shell.PathOf(Part)));
        Assert.False(Directory.Exists(pipeline.Shell.PathOf("export/readings/v1/2019/02/19/16")));
    }

    [Fact]
    public async Task The_shapes_in_use_are_written_a_region_a_line_and_replaced_by_others()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        (await pipeline.Shell.RunAsync(Export)).Succeeded();
        var first = Regions(pipeline);
        await pipeline.UseShapesAsync(shift: 0.5);
        (await pipeline.Shell.RunAsync(Export)).Succeeded();
        var second = Regions(pipeline);

        Assert.Equal(Enumerable.Range(0, 13), first.Select(region => region.GetProperty("place").GetInt32()));
        Assert.Equal(Core.Regions.Region.All.Select(region => region.Name), Names(first));
        Assert.Equal(
            "POLYGON ((-4 45, -3 45, -3 46, -4 46, -4 45))", first[0].GetProperty("outline").GetString());
        Assert.Equal((-4, -3.5), (West(first[0]), West(second[0])));
        Assert.NotEqual(
            first[0].GetProperty("shapes_hash").GetString(), second[0].GetProperty("shapes_hash").GetString());
    }

    [Theory]
    [InlineData("[{\"id\":\"1\"}")]
    [InlineData("{\"message\":\"no array\"}")]
    public async Task A_raw_object_that_cannot_be_read_is_named_and_the_others_are_exported(string text)
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        var manifest = await pipeline.CommitAsync(Hour, "a", "[1,2]", text);
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "b", "[1]");

        var done = await pipeline.Shell.RunAsync([.. Export, "--format", "csv"]);

        Assert.Equal(3, done.Code);
        Said.Contains(manifest.Parts[1].Stored.Name, done.Error);
        Assert.Equal("slot,run,parts,written,readings\n2019-02-19T15:00:00Z,b,1,1,1\n", done.Output);
        Assert.Equal([Part], Exported(pipeline, "2019/02/19/14"));
    }

    [Fact]
    public async Task A_raw_object_that_holds_other_readings_than_its_manifest_says_is_not_exported()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        var manifest = await pipeline.CommitAsync(Hour, "a", "[1,2]");
        var wrong = manifest with { Parts = [manifest.Parts[0] with { Records = 3 }] };
        var name = RawObjectName.Manifest(manifest.Key, SlotLength.Hourly);
        var live = await pipeline.Bucket.FindAsync(name, Cancellation);
        await pipeline.Bucket.ReplaceAsync(name, ManifestCodec.Write(wrong), live!.Generation, Cancellation);

        var done = await pipeline.Shell.RunAsync(Export);

        Assert.Equal(3, done.Code);
        Said.Contains("holds 2 readings, and its manifest says 3.", done.Error);
        Assert.Empty(Exported(pipeline, "2019/02/19/14"));
    }

    [Fact]
    public async Task A_part_that_is_gone_is_named()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        var manifest = await pipeline.CommitAsync(Hour, "a", "[1,2]");
        var stored = manifest.Parts[0].Stored;
        Assert.True(await pipeline.Bucket.DeleteAsync(
            stored.Name, stored.Generation, Cancellation));

        var done = await pipeline.Shell.RunAsync(Export);

        Assert.Equal(3, done.Code);
        Said.Contains($"{stored.Name}: generation {stored.Generation} is gone.", done.Error);
    }

    [Fact]
    public async Task Without_a_destination_it_says_how_to_name_one()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();

        var refused = (await pipeline.Shell.RunAsync("export")).Failed(2);

        Said.First("No destination is given: use --destination or set EXPORT_BUCKET", refused);
    }

    [Fact]
    public async Task Without_hours_it_looks_at_the_last_seven_days()
    {
        await using var pipeline = await KeptPipeline.CreateAsync();
        pipeline.Shell.Clock = new TestClock(DateTimeOffset.Parse("2019-02-26T14:59:59Z", null));
        await pipeline.CommitAsync("2019-02-19T13:00:00Z", "before", "[1]");
        await pipeline.CommitAsync(Hour, "a", "[1]");

        var table = (await pipeline.Shell.RunAsync(
            "export", "--destination", "file:./export", "--format", "csv")).Succeeded();

        Assert.Equal($"slot,run,parts,written,readings\n{Hour},a,1,1,1\n", table);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string[] Exported(KeptPipeline pipeline, string folder)
    {
        var path = pipeline.Shell.PathOf("export/readings/v1/" + folder);
        return Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*.ndjson", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(pipeline.Shell.Folder, file))]
            : [];
    }

    private static JsonElement[] Regions(KeptPipeline pipeline) =>
    [
        .. pipeline.Shell.Read("export/regions/v1/regions.ndjson").TrimEnd('\n').Split('\n')
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
    ];

    private static IEnumerable<string?> Names(IEnumerable<JsonElement> regions) =>
        regions.Select(region => region.GetProperty("region").GetString());

    private static double West(JsonElement region) => region.GetProperty("west").GetDouble();
}
