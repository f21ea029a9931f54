using System.Globalization;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Exports;

/// <summary>The names of exported objects.</summary>
internal static class ExportName
{
    /// <summary>The shapes in use, a region a line; replaced when other shapes are in use.</summary>
    public const string Regions = "regions/v1/regions.ndjson";

    private const string Readings = "readings/v1/";

    /// <summary>
    /// The readings of a part: <c>readings/v1/{yyyy}/{MM}/{dd}/{HH}/{run}/part-00000.ndjson</c>. A run has one attempt
    /// that counts, so the attempt is left out.
    /// </summary>
    public static string Of(RawObjectName part)
    {
        var run = part.ManifestOfRun[RawObjectName.Prefix.Length..^"manifest.json".Length];
        return string.Create(CultureInfo.InvariantCulture, $"{Readings}{run}part-{part.Part:00000}.ndjson");
    }
}
