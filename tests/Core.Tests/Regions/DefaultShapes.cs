using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.Regions;

/// <summary>The shapes of <c>data/regions.geojson</c>.</summary>
internal static class DefaultShapes
{
    public static byte[] File { get; } = System.IO.File.ReadAllBytes(Checkout.PathOf("data", "regions.geojson"));

    public static RegionShapes Shapes { get; } = ShapesReader.Read(File).Shapes!;
}
