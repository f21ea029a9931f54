using System.Globalization;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Regions;

/// <summary>The import of large shapes writes their compact form, too.</summary>
public sealed class CompactImportTests
{
    private const string Object = "bucket/shapes/regions.geojson";
    private const string Compact = Object + ".compact";

    [Fact]
    public async Task The_compact_form_of_large_shapes_stands_beside_them()
    {
        using var shell = Shell();
        (await ImportAsync(shell)).Succeeded();

        var json = await BytesAsync(shell, Object);
        var source = new StoredObject(Object, 1, json.Length, Crc32C.Of(json));
        var compact = CompactShapes.Read(await BytesAsync(shell, Compact), source);
        Assert.Equal(ShapesReader.Read(json).Shapes!.Hash, compact.Shapes!.Hash);
    }

    [Fact]
    public async Task Small_shapes_have_none()
    {
        using var shell = Aggregates.Fixtures.Shell();
        (await shell.RunAsync("regions", "import", "squares.geojson", "--bucket", "file:./bucket")).Succeeded();

        Assert.False(File.Exists(shell.PathOf(Compact)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("damaged")]
    public async Task Importing_again_mends_it(string? found)
    {
        using var shell = Shell();
        (await ImportAsync(shell)).Succeeded();
        var good = await BytesAsync(shell, Compact);
        if (found is null) File.Delete(shell.PathOf(Compact));
        else shell.Write(Compact, found);

        var mended = (await ImportAsync(shell)).Succeeded();
        var again = (await ImportAsync(shell)).Succeeded();

        Said.Last("holds these shapes already: their compact form was written.\n", mended);
        Said.Last("holds these shapes already: nothing was written.\n", again);
        Assert.Equal(good, await BytesAsync(shell, Compact));
    }

    [Fact]
    public async Task A_dry_run_does_not_write_it()
    {
        using var shell = Shell();
        (await ImportAsync(shell, "--dry-run")).Succeeded();

        Assert.False(File.Exists(shell.PathOf(Compact)));
    }

    [Fact]
    public async Task When_it_cannot_be_written_the_shapes_are_in_use_all_the_same()
    {
        using var shell = Shell();
        shell.Write(Compact + "/in-the-way", "a folder");
        var finished = await ImportAsync(shell);

        Assert.Equal(0, finished.Code);
        Said.Last("bucket/shapes/regions.geojson holds these shapes from now on.\n", finished.Output);
        Said.Contains("warning: The compact form of bucket/shapes/regions.geojson was not written: ", finished.Error);
    }

    /// <summary>Squares, of which one has a side of so many points that the file is a large one.</summary>
    private static Shell Shell()
    {
        var side = Enumerable.Range(0, 60_000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"[{-4 + (i / 60_001.0)},{45 + (i % 7 * 1e-9)}]"));
        var large = ShapeDocuments.Polygon($"[{string.Join(',', side)},[-3,45],[-3,46],[-4,46],[-4,45]]");
        var shell = new Shell();
        shell.Write("large.geojson", ShapeDocuments.GeoJson([("11", large), .. ShapeDocuments.Squares.Skip(1)]));
        return shell;
    }

    private static Task<Finished> ImportAsync(Shell shell, params string[] more) =>
        shell.RunAsync(["regions", "import", "large.geojson", "--bucket", "file:./bucket", .. more]);

    private static Task<byte[]> BytesAsync(Shell shell, string file) =>
        File.ReadAllBytesAsync(shell.PathOf(file), TestContext.Current.CancellationToken);
}
