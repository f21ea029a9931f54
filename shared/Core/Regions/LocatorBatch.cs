namespace Isotherm.Core.Regions;

/// <summary>What every locator asks of the spans of a batch.</summary>
internal static class LocatorBatch
{
    public static void Check(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, Span<int> regions)
    {
        if (latitudes.Length == longitudes.Length && latitudes.Length == regions.Length) return;
        throw new ArgumentException(
            $"A batch has one longitude and one place for the answer a latitude, not {longitudes.Length} and "
            + $"{regions.Length} for {latitudes.Length}.",
            nameof(regions));
    }
}
