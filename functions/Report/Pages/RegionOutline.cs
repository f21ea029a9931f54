using System.Globalization;
using Isotherm.Core.Regions;

namespace Isotherm.Report.Pages;

/// <summary>One region of the map.</summary>
/// <param name="Region">Which one.</param>
/// <param name="Path">Its outline as the data of an SVG path, in units of the map.</param>
/// <param name="X">Where a label stands.</param>
/// <param name="Y">Where a label stands; grows downwards.</param>
internal sealed record RegionOutline(Region Region, string Path, int X, int Y)
{
    private static readonly (int Width, int Height, IReadOnlyList<RegionOutline> All) Map = Read();

    /// <summary>Units of the map from west to east.</summary>
    public static int Width => Map.Width;

    /// <summary>Units of the map from north to south.</summary>
    public static int Height => Map.Height;

    /// <summary>All 13, by ascending code.</summary>
    public static IReadOnlyList<RegionOutline> All => Map.All;

    /// <summary>Three letters: those of ISO 3166-2:FR, but COR where that has 20R.</summary>
    public static string ShortName(Region region) => region.Code switch
    {
        "11" => "IDF",
        "24" => "CVL",
        "27" => "BFC",
        "28" => "NOR",
        "32" => "HDF",
        "44" => "GES",
        "52" => "PDL",
        "53" => "BRE",
        "75" => "NAQ",
        "76" => "OCC",
        "84" => "ARA",
        "93" => "PAC",
        "94" => "COR",
        _ => region.Code,
    };

    // Made by data/derive, whose MapOutlines says what each line holds.
    private static (int Width, int Height, IReadOnlyList<RegionOutline> All) Read()
    {
        var (width, height) = (0, 0);
        var outlines = new List<RegionOutline>();
        foreach (var line in PageAssets.Text("map.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;
            var words = line.Split(' ', 4);
            if (words[0] == "size") (width, height) = (Whole(words[1]), Whole(words[2]));
            else outlines.Add(new(Region.Find(words[0])!, words[3], Whole(words[1]), Whole(words[2])));
        }

        return (width, height, outlines);
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
