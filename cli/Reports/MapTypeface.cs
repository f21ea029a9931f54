using SkiaSharp;
using Svg.Skia.TypefaceProviders;

namespace Isotherm.Cli.Reports;

/// <summary>
/// A font of this machine for every text of a map: the drawing library has none of its own and asks no font service.
/// </summary>
public sealed class MapTypeface(SKTypeface typeface) : ITypefaceProvider
{
    /// <summary>What people are told when there is none.</summary>
    public const string Advice =
        "No font was found for the words of the map: install one (on Debian and Ubuntu: apt-get install "
        + "fonts-dejavu-core) or write the map as SVG.";

    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    // By preference: what has all letters of French and is on most machines.
    private static readonly string[] Files =
    [
        "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf",
        "Helvetica.ttc", "OpenSans-Regular.ttf", "Roboto-Regular.ttf", "Ubuntu-R.ttf", "FreeSans.ttf",
    ];

    /// <summary>The first of the known fonts that is found; null when there is none.</summary>
    public static MapTypeface? Find() => Find(Folders);

    /// <summary>The same in other folders.</summary>
    public static MapTypeface? Find(IReadOnlyList<string> folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var found = folders.Where(Directory.Exists)
            .SelectMany(folder => Files.SelectMany(file => Directory.EnumerateFiles(folder, file, options)))
            .OrderBy(path => Array.IndexOf(Files, Path.GetFileName(path)))
            .ThenBy(path => path, StringComparer.Ordinal);
        foreach (var path in found)
        {
            if (SKTypeface.FromFile(path) is { } typeface) return new MapTypeface(typeface);
        }

        return null;
    }

    public SKTypeface FromFamilyName(
        string fontFamily, SKFontStyleWeight fontWeight, SKFontStyleWidth fontWidth, SKFontStyleSlant fontStyle) =>
        typeface;
}
