using System.Text.RegularExpressions;
using Isotherm.Report.Pages;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed partial class PageAssetsTests
{
    [Fact]
    public void Every_file_that_a_page_asks_for_is_found_under_the_name_of_its_content()
    {
        var document = RenderedPage.Of(SampleViews.Of()).Document;
        var asked = document.QuerySelectorAll("link[href]").Select(link => link.GetAttribute("href")!)
            .Append(document.QuerySelector("script")!.GetAttribute("src")!).ToArray();

        Assert.Equal(3, asked.Length);
        Assert.All(asked, address =>
        {
            Assert.Matches(@"^/assets/(page|icon)\.[0-9a-f]{12}\.(css|js|svg)$", address);
            var asset = PageAssets.Find(address["/assets/".Length..])!;
            Assert.Equal(asset.Path, address["/assets/".Length..]);
            Assert.Contains(asset.ETag.Trim('"'), asset.Path, StringComparison.Ordinal);
            Assert.NotEqual(0, asset.Bytes.Length);
        });
    }

    [Theory]
    [InlineData("page.css")]
    [InlineData("../page.css")]
    [InlineData("map.txt")]
    [InlineData("")]
    public void Nothing_else_is_found(string path) => Assert.Null(PageAssets.Find(path));

    [Fact]
    public void Words_and_lines_have_the_contrast_that_WCAG_asks_for_in_light_and_dark()
    {
        foreach (var colours in Palettes())
        {
            foreach (var paper in (string[])["paper", "card", "tint"])
            {
                Assert.All((string[])["ink", "muted", "accent"], word => Assert.True(
                    Contrast(colours[word], colours[paper]) >= 4.5, $"{word} on {paper}"));
            }

            Assert.True(Contrast(colours["on-accent"], colours["accent"]) >= 4.5);
            Assert.True(Contrast(colours["warn"], colours["warn-tint"]) >= 4.5);
            Assert.True(Contrast(colours["ink"], colours["warn-tint"]) >= 4.5);
            Assert.True(Contrast(colours["good"], colours["card"]) >= 4.5);
            Assert.True(Contrast(colours["edge"], colours["paper"]) >= 3);
            Assert.All(Enumerable.Range(0, 7), line => Assert.True(
                Contrast(colours[$"c{line}"], colours["paper"]) >= 3, $"line {line}"));
        }
    }

    /// <summary>Light and dark, as the style sheet names them.</summary>
    private static IEnumerable<Dictionary<string, string>> Palettes() => Roots()
        .Matches(PageAssets.Text("page.css")).Take(2)
        .Select(root => Variables().Matches(root.Value)
            .ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value));

    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string hex)
    {
        if (hex.Length == 4) hex = string.Concat("#", hex[1], hex[1], hex[2]) + string.Concat(hex[2], hex[3], hex[3]);
        var parts = Enumerable.Range(0, 3)
            .Select(at => Convert.ToInt32(hex.Substring(1 + (2 * at), 2), 16) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex(@"--([a-z0-9-]+): (#[0-9a-f]+);")]
    private static partial Regex Variables();
}
