using System.Xml.Linq;
using Isotherm.Core.Regions;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed class MapTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_region_is_on_the_map_with_a_place_for_its_label()
    {
        Assert.Equal(Region.All, RegionOutline.All.Select(outline => outline.Region));
        Assert.All(RegionOutline.All, outline =>
        {
            Assert.StartsWith("M", outline.Path, StringComparison.Ordinal);
            Assert.InRange(outline.X, 1, RegionOutline.Width);
            Assert.InRange(outline.Y, 1, RegionOutline.Height);
        });
        Assert.Equal(13, Region.All.Select(RegionOutline.ShortName).Distinct().Count());
    }

    [Fact]
    public void The_north_is_up_and_the_west_is_left()
    {
        var at = RegionOutline.All.ToDictionary(outline => outline.Region.Code);

        Assert.True(at["32"].Y < at["76"].Y);
        Assert.True(at["53"].X < at["44"].X);
        Assert.Equal(RegionOutline.All.MaxBy(outline => outline.X), at["94"]);
    }

    [Fact]
    public void Each_region_has_the_colour_of_its_value_and_says_it_to_who_does_not_see_it()
    {
        var view = SampleViews.Of();
        var scale = ColourScale.For(ViewMethod.Rectangle,
            [.. view.Hour!.Regions.Select(region => region.Rectangle?.Temperature).OfType<decimal>()]);

        var areas = RenderedPage.Of(view).Document.QuerySelectorAll(".map .area");

        foreach (var (area, region) in areas.Zip(view.Hour.Regions))
        {
            var expected = region.Rectangle is { } value ? scale.ColourOf(value.Temperature).Hex : "url(#hatching)";
            Assert.Equal(expected, area.QuerySelector("path")!.GetAttribute("fill"));
        }

        Assert.Equal(
            "IDF 6.2, Île-de-France: 6.15\u00A0°C (3 h before: 4.90\u00A0°C, +1.25\u00A0°C), 1,200 points",
            areas[0].GetAttribute("aria-label"));
        Assert.Equal("BRE 10.1, Bretagne: 10.07\u00A0°C, 2,159 points", areas[7].GetAttribute("aria-label"));
        Assert.Equal("COR –, Corse: No points", areas[12].GetAttribute("aria-label"));
        Assert.Equal("6.2", areas[0].QuerySelector(".value")!.TextContent);
    }

    [Fact]
    public void Without_a_script_the_style_sheet_has_a_line_for_every_region()
    {
        var style = PageAssets.Text("page.css");

        Assert.All(Region.All, region => Assert.Contains(
            $"[data-region=\"{region.Code}\"]:is(:hover, :focus-visible, .lit)) [data-tip=\"{region.Code}\"]", style,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ViewMethod.Rectangle, Language.English, "Mean temperature of the regions, 19 Feb 2019, 14:00 UTC")]
    [InlineData(ViewMethod.Difference, Language.French,
        "Température moyenne par polygone moins celle par rectangle, 19 févr. 2019, 14:00 UTC")]
    public void The_picture_stands_alone(ViewMethod method, Language language, string title)
    {
        var view = SampleViews.Of(method, language);

        var picture = XDocument.Parse(MapDrawing.Svg(view)).Root!;

        Assert.Equal(title, picture.Element(Svg + "title")!.Value);
        Assert.Equal(13, picture.Descendants(Svg + "path").Count());
        Assert.DoesNotContain(
            picture.DescendantsAndSelf().Attributes(), one => one.Name == "style" || one.Name == "class");
        var words = picture.Descendants(Svg + "text").Select(text => text.Value).ToArray();
        Assert.Contains("Île-de-France", words);
        Assert.Contains("Provence-Alpes-", words);
        Assert.Contains(words, word => word.Contains("UTC+1", StringComparison.Ordinal));
        Assert.Contains(words, word => word.Contains("Natural Earth", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_without_an_hour_says_so()
    {
        var picture = XDocument.Parse(MapDrawing.Svg(SampleViews.Empty())).Root!;

        Assert.Contains("The database shows no hour yet.", picture.Value, StringComparison.Ordinal);
        Assert.Empty(picture.Descendants(Svg + "path"));
    }

    [Fact]
    public void A_hostile_name_stays_text_in_the_picture()
    {
        var view = SampleViews.Of();
        var regions = view.Hour!.Regions
            .Select(one => one with { Region = one.Region with { Name = "</text><script>x" } }).ToArray();

        var picture = XDocument.Parse(MapDrawing.Svg(view with { Hour = view.Hour with { Regions = regions } }));

        Assert.Empty(picture.Descendants(Svg + "script"));
        Assert.Contains("</text><script>x", picture.Root!.Value, StringComparison.Ordinal);
    }
}
