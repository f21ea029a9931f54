namespace Isotherm.Core.Regions;

/// <summary>Reads region shapes from any of their three wire forms, or says why they are refused.</summary>
public static class ShapesReader
{
    /// <summary>Reads a GeoJSON FeatureCollection, a v1 records answer or a ';' CSV (BOM allowed).</summary>
    public static ShapesResult Read(ReadOnlySpan<byte> document) => throw new NotSupportedException();
}
