using Isotherm.Core.Regions;
using Isotherm.Report.Views;

namespace Isotherm.Report.Building;

/// <summary>From the methods of the tables to those of a page.</summary>
internal static class ViewMethods
{
    public static ViewMethod Of(Method method) =>
        method == Method.Polygon ? ViewMethod.Polygon : ViewMethod.Rectangle;

    /// <summary>The methods whose values a page needs.</summary>
    public static IReadOnlyList<Method> Needed(ViewMethod method) => method switch
    {
        ViewMethod.Rectangle => [Method.Rectangle],
        ViewMethod.Polygon => [Method.Polygon],
        _ => [Method.Rectangle, Method.Polygon],
    };
}
