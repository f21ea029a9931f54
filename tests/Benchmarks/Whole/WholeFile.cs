using System.Globalization;
using System.IO.Compression;
using Isotherm.Benchmarks.Readings;

namespace Isotherm.Benchmarks.Whole;

/// <summary>A file that all contenders read.</summary>
internal sealed record WholeFile(int Readings, ReadingsShape Shape, bool IsCompressed)
{
    /// <summary>More than any record of the shapes has, for the disk.</summary>
    private const int BytesOfRecord = 200;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Readings:#,0} readings, {Form}");

    /// <summary>How its records look.</summary>
    public string Form => Shape switch
    {
        ReadingsShape.LongNumbers => "coordinates of 15 decimals",
        ReadingsShape.Spaced => "other order, spaces, a field more",
        ReadingsShape.Escaped => "an escape in every id",
        _ => "as the API sends them",
    }
        + (IsCompressed ? ", gzip" : "");

    public bool IsPlain => Shape == ReadingsShape.Usual && !IsCompressed;

    /// <summary>What the disk must have free while it is there.</summary>
    public long MostBytes => (long)Readings * BytesOfRecord * (IsCompressed ? 2 : 1);

    public async Task WriteAsync(string path)
    {
        var plain = IsCompressed ? path + ".plain" : path;
        await GeneratedReadings.WriteAsync(plain, Readings, Shape);
        if (!IsCompressed) return;
        await using (var from = File.OpenRead(plain))
        await using (var to = new GZipStream(File.Create(path), CompressionLevel.Optimal))
            await from.CopyToAsync(to);
        File.Delete(plain);
    }
}
