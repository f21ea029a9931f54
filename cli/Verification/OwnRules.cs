namespace Isotherm.Cli.Verification;

/// <summary>What the facts are named after, in the tables and in what is computed here.</summary>
internal static class OwnRules
{
    public const string Evaluation = "evaluation";
    public const string State = "state";
    public const string Method = "method";

    /// <summary>Begins what an hour shows.</summary>
    public const string Shown = "shown ";

    /// <summary>Begins what the newest changeover of an hour says that it shows.</summary>
    public const string History = "history ";

    /// <summary>The changeover that an hour shows, and the newest of its history: they are to be equal.</summary>
    public const string ShownChangeover = "changeover of hours";
    public const string NewestChangeover = "newest changeover of hour_history";

    public static readonly string[] Methods = ["rectangle", "polygon"];

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
