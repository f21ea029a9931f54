namespace Isotherm.Core.Regions;

/// <summary>Matches points to regions. Immutable; safe for use by many threads at once.</summary>
public interface IRegionLocator
{
    /// <summary>The answer for a point that lies in no region.</summary>
    const int None = -1;

    /// <summary>
    /// The index, in the order of the shapes, of the first region that holds the point (its border included), or
    /// <see cref="None"/>. Degrees, WGS 84. A point that is not finite is in no region.
    /// </summary>
    int Locate(double latitude, double longitude);

    /// <summary>The same for many points: <paramref name="regions"/> gets the answers, in their order.</summary>
    /// <exception cref="ArgumentException">The three spans differ in length.</exception>
    void Locate(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, Span<int> regions);
}
