namespace Isotherm.Core.Regions;

/// <summary>How a point is matched to a region. Both are computed and kept; one is shown.</summary>
public enum Method
{
    /// <summary>The first bounding box, in file order, that holds the point: what the brief asks for.</summary>
    Rectangle,

    /// <summary>The real outline that holds the point.</summary>
    Polygon,
}
