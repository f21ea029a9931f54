using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Regions;

/// <summary>The shapes of <c>data/regions.geojson</c>, or of a file in their place.</summary>
internal static class ShippedShapes
{
    public static string File { get; } = Checkout.PathOf("data", "regions.geojson");

    /// <param name="other">The file in their place, if there is one.</param>
    /// <exception cref="InvalidDataException">They are refused.</exception>
    public static async Task<RegionShapes> ReadAsync(string? other = null)
    {
        var read = ShapesReader.Read(await System.IO.File.ReadAllBytesAsync(other ?? File));
        return read.Shapes ?? throw new InvalidDataException(read.Refusal);
    }
}
