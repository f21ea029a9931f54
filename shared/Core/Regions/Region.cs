namespace Isotherm.Core.Regions;

/// <summary>One of the 13 regions of metropolitan France: its INSEE code and its official name.</summary>
public sealed record Region(string Code, string Name)
{
    /// <summary>The 13 regions by ascending code. Names are INSEE's, never those of a file of shapes.</summary>
    public static IReadOnlyList<Region> All { get; } =
    [
        new("11", "Île-de-France"),
        new("24", "Centre-Val de Loire"),
        new("27", "Bourgogne-Franche-Comté"),
        new("28", "Normandie"),
        new("32", "Hauts-de-France"),
        new("44", "Grand Est"),
        new("52", "Pays de la Loire"),
        new("53", "Bretagne"),
        new("75", "Nouvelle-Aquitaine"),
        new("76", "Occitanie"),
        new("84", "Auvergne-Rhône-Alpes"),
        new("93", "Provence-Alpes-Côte d'Azur"),
        new("94", "Corse"),
    ];

    /// <summary>The region of that code, or null.</summary>
    public static Region? Find(string? code) => All.FirstOrDefault(region => region.Code == code);

    /// <summary>The region of that code or name, as a person writes them: in large or small letters; or null.</summary>
    public static Region? Called(string written) => Find(written.Trim()) ?? All.FirstOrDefault(
        region => string.Equals(region.Name, written.Trim(), StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"{Code} {Name}";
}
