using System.Xml.Linq;
using Isotherm.Cli.Reports;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;
using Isotherm.Testing;
using SkiaSharp;

namespace Isotherm.Cli.Tests.Reports;

/// <summary>The map as pixels.</summary>
public sealed class MapPictureTests
{
    // Where a region is and no word stands, in pixels of the picture: by its code.
    private static readonly Dictionary<string, (int X, int Y)> Places = new()
    {
        ["32"] = (1090, 400),
        ["44"] = (1500, 620),
        ["75"] = (700, 1500),
        ["84"] = (1300, 1250),
    };

    [Fact]
    public void Every_region_has_its_colour_in_the_picture()
    {
        var svg = MapDrawing.Svg(View());

        using var picture = SKBitmap.Decode(MapPicture.Png(svg));

        Assert.Equal(SKColors.White, picture.GetPixel(5, 5));
        foreach (var (code, (x, y)) in Places)
            Assert.Equal(Fill(svg, code), picture.GetPixel(x, y));
        Assert.Equal(4, Places.Keys.Select(code => Fill(svg, code)).Distinct().Count());
    }

    [Fact]
    public void The_words_are_in_the_picture()
    {
        using var picture = SKBitmap.Decode(MapPicture.Png(MapDrawing.Svg(View())));

        // The title, two pixels for each unit.
        var dark = Enumerable.Range(80, 1200)
            .Sum(x => Enumerable.Range(50, 60).Count(y => picture.GetPixel(x, y).Red < 100));
        Assert.InRange(dark, 1_000, 40_000);
    }

    [Fact]
    public void A_machine_without_fonts_is_told_what_to_do()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(MapTypeface.Find([folder.Path, folder.File("not-there")]));
        Assert.Contains("fonts-dejavu-core", MapTypeface.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_SVG_is_refused() =>
        Assert.Throws<InvalidDataException>(() => MapPicture.Png("<html>"));

    private static SKColor Fill(string svg, string code)
    {
        var document = XDocument.Parse(svg);
        var paths = document.Descendants().Where(one => one.Name.LocalName == "path").ToArray();
        var index = Region.All.Select((region, at) => (region, at)).First(pair => pair.region.Code == code).at;
        return SKColor.Parse((string)paths[index].Attribute("fill")!);
    }

    private static PageView View()
    {
        var hour = Hour.Containing(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero));
        var regions = Region.All.Select((region, i) => new RegionView(region) { Rectangle = new(1.5m + i, 10) });
        return new PageView
        {
            Query = PageQuery.Everything,
            Language = Language.English,
            Method = ViewMethod.Rectangle,
            ShownMethod = Method.Rectangle,
            Hour = new HourView(hour, hour, hour, [.. regions], [], null),
        };
    }
}
