using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>What is said of a map and of its regions.</summary>
internal sealed class MapTexts(Texts texts)
{
    public string Title(ViewMethod method) => method switch
    {
        ViewMethod.Difference => texts.In(
            "Mean temperature by polygon minus that by rectangle",
            "Température moyenne par polygone moins celle par rectangle"),
        _ => texts.In("Mean temperature of the regions", "Température moyenne des régions"),
    };

    public string MethodNote(ViewMethod method) => method switch
    {
        ViewMethod.Rectangle => texts.In(
            "A point belongs to the first region whose bounding box holds it.",
            "Un point appartient à la première région dont le rectangle englobant le contient."),
        ViewMethod.Polygon => texts.In(
            "A point belongs to the region whose outline holds it.",
            "Un point appartient à la région dont le contour le contient."),
        _ => texts.In(
            "Above zero the outlines give a warmer mean than the bounding boxes.",
            "Au-dessus de zéro, les contours donnent une moyenne plus chaude que les rectangles."),
    };

    public string Hint => texts.In(
        "Point at a region, or tab to it, for its values.",
        "Survolez une région, ou utilisez la touche Tab, pour ses valeurs.");

    public string NoPoints => texts.In("No points", "Aucun point");

    public string Unit(ViewMethod method) => method == ViewMethod.Difference
        ? texts.In("°C, polygon minus rectangle", "°C, polygone moins rectangle")
        : "°C";

    /// <summary>For example: 8.41 °C (3 h before: 7.90 °C, +0.51 °C), 1,234 points.</summary>
    public string Values(RegionView region, ViewMethod method)
    {
        if (region.Temperature(method) is not { } now) return $"{NoPoints}{Before(region, method, null)}";
        var points = method switch
        {
            ViewMethod.Rectangle => texts.Points(region.Rectangle!.NumberOfPoints),
            ViewMethod.Polygon => texts.Points(region.Polygon!.NumberOfPoints),
            _ => $"{texts.Points(region.Polygon!.NumberOfPoints)} / {texts.Points(region.Rectangle!.NumberOfPoints)}",
        };
        return $"{texts.Numbers.WithUnit(method, now)}{Before(region, method, now)}, {points}";
    }

    private string Before(RegionView region, ViewMethod method, decimal? now)
    {
        if (region.TemperatureBefore(method) is not { } before) return "";
        var change = now - before is { } difference ? ", " + texts.Numbers.SignedDegrees(difference, 2) : "";
        var label = texts.In("3 h before:", "3 h avant :");
        return $" ({label} {texts.Numbers.WithUnit(method, before)}{change})";
    }
}
