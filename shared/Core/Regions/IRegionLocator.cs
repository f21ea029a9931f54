namespace Isotherm.Core.Regions;

/// <summary>
/// Matches points to regions. Immutable; safe for use by many threads at once; a look allocates nothing.
/// </summary>
public interface IRegionLocator
{
    /// <summary>The answer for a point that lies in no region.</summary>
    const int None = -1;

    /// <summary>
    /// The index, in the order of the shapes, of the first region that holds the point (its border included), or
    /// <see cref="None"/>. Degrees, WGS 84. A point that is not finite is in no region.
    /// </summary>
    int Locate(double latitude, double longitude);
}
