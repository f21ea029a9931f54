using System.Text.Json;
using Isotherm.Core.Regions;

namespace Isotherm.Derive;

/// <summary>Which region each departement of metropolitan France belongs to.</summary>
internal static class Membership
{
    /// <summary>Departement code to region. The names of the regions must be those of the product.</summary>
    public static Dictionary<string, Region> Read(JsonElement departements, JsonElement regions)
    {
        var nameOf = regions.EnumerateArray().ToDictionary(item => Text(item, "code"), item => Text(item, "nom"));
        foreach (var region in Region.All)
        {
            if (nameOf.GetValueOrDefault(region.Code) == region.Name) continue;
            throw new InvalidDataException(
                $"{region} is called '{nameOf.GetValueOrDefault(region.Code)}' in the list of regions.");
        }

        return departements.EnumerateArray().Where(item => Text(item, "zone") == "metro").ToDictionary(
            item => Text(item, "code"),
            item => Region.Find(Text(item, "region"))
                ?? throw new InvalidDataException($"Departement {Text(item, "code")} is in none of the 13 regions."));
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";
}
