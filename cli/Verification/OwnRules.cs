namespace Isotherm.Cli.Verification;

/// <summary>What the facts are named after, in the tables and in what is computed here.</summary>
internal static class OwnRules
{
    public const string Evaluation = "evaluation by the shapes and rules in use";

    public static readonly string[] Reasons =
    [
        "not_an_object", "missing_country", "foreign", "missing_latitude", "missing_longitude", "missing_temperature",
        "not_a_number", "out_of_range", "bad_id", "superseded",
    ];

    public static readonly Dictionary<string, string> Regions = new(StringComparer.Ordinal)
    {
        ["11"] = "Île-de-France",
        ["24"] = "Centre-Val de Loire",
        ["27"] = "Bourgogne-Franche-Comté",
        ["28"] = "Normandie",
        ["32"] = "Hauts-de-France",
        ["44"] = "Grand Est",
        ["52"] = "Pays de la Loire",
        ["53"] = "Bretagne",
        ["75"] = "Nouvelle-Aquitaine",
        ["76"] = "Occitanie",
        ["84"] = "Auvergne-Rhône-Alpes",
        ["93"] = "Provence-Alpes-Côte d'Azur",
        ["94"] = "Corse",
    };

    /// <summary>The counts that a part and a run have, as the columns of the tables are named.</summary>
    public static readonly string[] Counts =
    [
        "readings", "usable", "ambiguous", "rectangle_outside", "polygon_outside",
        .. Reasons.Select(reason => "rejected_" + reason),
    ];

    public static long Count(OwnPart part, string name) => name switch
    {
        "readings" => part.Read,
        "usable" => part.Usable,
        "ambiguous" => part.Ambiguous,
        "rectangle_outside" => part.RectangleOutside,
        "polygon_outside" => part.PolygonOutside,
        _ => part.Rejects.GetValueOrDefault(name["rejected_".Length..]),
    };
}
