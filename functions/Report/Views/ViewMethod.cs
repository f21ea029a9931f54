namespace Isotherm.Report.Views;

/// <summary>Which temperatures a page shows.</summary>
public enum ViewMethod
{
    /// <summary>By the first rectangle that holds a point.</summary>
    Rectangle,

    /// <summary>By the outline that holds a point.</summary>
    Polygon,

    /// <summary>Polygon minus rectangle.</summary>
    Difference,
}
