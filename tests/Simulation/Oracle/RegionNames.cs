namespace Isotherm.Simulation.Oracle;

/// <summary>The names by INSEE code, written down a second time.</summary>
internal static class RegionNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
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

    public static IEnumerable<string> Codes => Names.Keys;

    public static string Of(string code) => Names[code];
}
