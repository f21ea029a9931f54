using System.IO.Compression;

namespace Isotherm.Benchmarks.Whole.Contenders;

/// <summary>The contenders that are C#, each a process of its own: this program started with another word.</summary>
internal static class ContenderProgram
{
    /// <summary>The first argument; not in the usage, since only the runner gives it.</summary>
    public const string Word = "contender";

    public const string StreamedRectangles = "stream-rectangle";
    public const string StreamedPolygons = "stream-polygon";
    public const string StreamedIds = "stream-ids";
    public const string List = "list";
    public const string DuckDb = "duckdb";
    public const string DuckDbIds = "duckdb-ids";
    public const string Inflate = "inflate";

    private const int BlockBytes = 64 * 1024;

    public static Task RunAsync(string contender, string file, string boxes) => contender switch
    {
        StreamedRectangles => JsonContender.RectanglesAsync(file, RegionBoxes.Read(boxes)),
        StreamedPolygons => JsonContender.PolygonsAsync(file),
        StreamedIds => JsonContender.LastOfIdsAsync(file, RegionBoxes.Read(boxes)),
        List => JsonContender.ListAsync(file),
        DuckDb => DuckDbContender.RunAsync(file, RegionBoxes.Read(boxes), lastOfId: false),
        DuckDbIds => DuckDbContender.RunAsync(file, RegionBoxes.Read(boxes), lastOfId: true),
        Inflate => InflateAsync(file),
        _ => throw new ArgumentException($"There is no contender '{contender}'.", nameof(contender)),
    };

    /// <summary>What every reader of a compressed file must do at least; nothing is printed.</summary>
    private static async Task InflateAsync(string file)
    {
        await using var inflated = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        var block = new byte[BlockBytes];
        while (await inflated.ReadAsync(block) > 0)
        {
            // Only the time counts.
        }
    }
}
