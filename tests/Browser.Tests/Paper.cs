using System.Text;
using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Browser.Tests;

/// <summary>What is printed, and what goes over the wire.</summary>
public sealed partial class Paper(ServedReport report) : PageTest(report)
{
    private const int MostBytes = 40_000;

    [Theory]
    [InlineData("/?lang=en", "print-temperatures")]
    [InlineData("/?method=difference&lang=fr", "print-difference")]
    [InlineData("/?hour=2019-02-19T04&lang=en", "print-gap")]
    public async Task The_page_is_printed_on_one_sheet(string path, string name)
    {
        var page = await OpenAsync(new Look("desktop", "dark", false), path);

        var pdf = await page.PdfAsync(new()
        {
            Format = "A4",
            PrintBackground = true,
            PreferCSSPageSize = true,
            Path = Checkout.PathOf("artifacts", "screenshots", name + ".pdf"),
        });

        Assert.Equal("1", Pages().Match(Encoding.Latin1.GetString(pdf)).Groups[1].Value);
    }

    [Theory]
    [InlineData("/?lang=en")]
    [InlineData("/?method=difference&lang=fr")]
    [InlineData("/health?lang=fr")]
    public async Task A_page_with_all_that_belongs_to_it_is_small(string path)
    {
        using var client = new HttpClient { BaseAddress = Report.Address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var page = await OpenAsync(new Look("desktop", "light", false), path);
        var assets = await page.Locator("link[href], script[src]").EvaluateAllAsync<string[]>(
            "all => all.map(one => one.getAttribute('href') ?? one.getAttribute('src'))");

        var bytes = 0;
        foreach (var address in assets.Prepend(path))
        {
            bytes += (await client.GetByteArrayAsync(
                new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).Length;
        }

        TestContext.Current.SendDiagnosticMessage($"{path}: {bytes} bytes with style, script and icon");
        Assert.InRange(bytes, 1, MostBytes);
    }

    [Theory]
    [InlineData("/?hour=yesterday&lang=en")]
    [InlineData("/nowhere")]
    public async Task A_problem_is_a_page_too(string path)
    {
        var page = await OpenAsync(new Look("phone", "dark", true), path);

        await ShootAsync(page, "problem" + (path.Contains('?', StringComparison.Ordinal) ? "-400" : "-404"));
        Assert.Equal(1, await page.Locator(".problem h1").CountAsync());
        Forgive(path.Split('?')[0]);
    }

    [GeneratedRegex(@"/Type\s*/Pages[^>]*?/Count (\d+)")]
    private static partial Regex Pages();
}
