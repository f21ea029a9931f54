using System.Xml;
using SkiaSharp;
using Svg.Skia;

namespace Isotherm.Cli.Reports;

/// <summary>The map as a picture of pixels, for whatever cannot show SVG.</summary>
public static class MapPicture
{
    // Sharp on a screen of today, and wide enough for a printed page.
    private const float Scale = 2;

    private const int Quality = 100;

    /// <summary>Draws an SVG document as PNG, two pixels for each of its units.</summary>
    /// <exception cref="InvalidDataException">
    /// The document is no SVG that could be drawn, or this machine has no font for its words.
    /// </exception>
    public static byte[] Png(string svg) =>
        Png(svg, MapTypeface.Find() ?? throw new InvalidDataException(MapTypeface.Advice));

    private static byte[] Png(string svg, MapTypeface typeface)
    {
        using var drawing = new SKSvg();
        drawing.Settings.TypefaceProviders!.Insert(0, typeface);
        var picture = Read(drawing, svg);
        using var png = new MemoryStream();
        using var colours = SKColorSpace.CreateSrgb();
        var isWritten = picture.ToImage(png, SKColors.White, SKEncodedImageFormat.Png, Quality, Scale, Scale,
            SKColorType.Rgba8888, SKAlphaType.Premul, colours);
        return isWritten ? png.ToArray() : throw new InvalidDataException("The map could not be written as PNG.");
    }

    private static SKPicture Read(SKSvg drawing, string svg)
    {
        const string unreadable = "The map is no SVG that could be drawn.";
        try
        {
            return drawing.FromSvg(svg) ?? throw new InvalidDataException(unreadable);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException(unreadable, e);
        }
    }
}
