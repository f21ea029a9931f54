using Microsoft.Playwright;

namespace Isotherm.Browser.Tests;

/// <summary>Everything can be reached and done with the keyboard alone.</summary>
public sealed class Keyboard(ServedReport report) : PageTest(report)
{
    // What a person can do something with, and sees.
    private const string Operable =
        """
        () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary, [tabindex='0']")]
          .filter(one => one.checkVisibility({ visibilityProperty: true })).length
        """;

    // The same thing is counted once: a date field has several stops.
    private const string Mark =
        """
        () => {
          const one = document.activeElement;
          if (one === document.body) return null;
          one.dataset.reached = "yes";
          return getComputedStyle(one).outlineStyle !== "none" || one.closest(".map") !== null;
        }
        """;

    [Theory]
    [InlineData("phone", true)]
    [InlineData("phone", false)]
    [InlineData("desktop", true)]
    [InlineData("desktop", false)]
    public async Task The_tab_key_reaches_everything_and_the_focus_is_seen(string device, bool script)
    {
        var page = await OpenAsync(new Look(device, "light", script));
        await OpenDetailsAsync(page);
        var operable = await page.EvaluateAsync<int>(Operable);

        for (var i = 0; i < operable * 8; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool?>(Mark) is not { } isSeen) break;
            Assert.True(isSeen, await page.EvaluateAsync<string>("document.activeElement.outerHTML"));
        }

        Assert.Equal(operable, await page.Locator("[data-reached]").CountAsync());
        Assert.InRange(operable, 50, 200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Steps_methods_and_languages_are_followed_with_enter(bool script)
    {
        var page = await OpenAsync(new Look("desktop", "light", script));

        await FollowAsync(page, ".steps a[rel=prev]");
        Assert.Equal("/?hour=2019-02-19T13&lang=en", PathOf(page));
        await FollowAsync(page, ".switch a:text-is('Polygon')");
        Assert.Equal("/?hour=2019-02-19T13&method=polygon&lang=en", PathOf(page));
        await FollowAsync(page, ".languages a[lang=fr]");
        Assert.Equal("/?hour=2019-02-19T13&method=polygon&lang=fr", PathOf(page));
        await FollowAsync(page, ".map [data-region='53']");
        Assert.Equal("/?hour=2019-02-19T13&method=polygon&region=53&lang=fr#chart", PathOf(page));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_forms_are_filled_in_and_sent_with_the_keyboard(bool script)
    {
        var page = await OpenAsync(new Look("desktop", "light", script), "/?method=polygon&lang=en");

        await page.Locator("#hour").FillAsync("2019-02-18T09:00");
        await page.Locator(".picker button").PressAsync("Enter");
        await page.WaitForURLAsync("**hour=**");
        Assert.Equal("18 Feb, 09:00", await page.Locator("tbody time").First.TextContentAsync());
        Assert.Equal("Polygon", await page.Locator(".switch [aria-current]").TextContentAsync());

        await page.Locator(".choose summary").PressAsync("Enter");
        await page.Locator(".boxes input[value='76']").PressAsync("Space");
        await page.Locator("#from").FillAsync("2019-02-18T00:00");
        await page.Locator(".choose button").PressAsync("Enter");
        await page.WaitForURLAsync("**region=76**");
        Assert.Equal(["Occitanie"], await page.Locator(".legend .name").AllTextContentsAsync());
        Assert.Equal(10, await page.Locator("#chart-values tbody tr").CountAsync());
        Assert.Equal("18 Feb, 09:00", await page.Locator("tbody time").First.TextContentAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_region_with_the_focus_shows_its_name_and_values(bool script)
    {
        var page = await OpenAsync(new Look("phone", "dark", script));

        await page.Locator(".map [data-region='53']").FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Tab");

        var tip = page.Locator(".tip[data-tip='53']");
        Assert.True(await tip.IsVisibleAsync());
        Assert.StartsWith("Bretagne ", await tip.TextContentAsync(), StringComparison.Ordinal);
        Assert.False(await page.Locator(".tips .hint").IsVisibleAsync());
        Assert.Equal(1, await page.Locator(".tip:visible").CountAsync());
    }

    private static async Task FollowAsync(IPage page, string link)
    {
        var target = await page.Locator(link).GetAttributeAsync("href");
        await page.Locator(link).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(address => address.EndsWith(target!, StringComparison.Ordinal));
    }

    private static string PathOf(IPage page) => new Uri(page.Url).PathAndQuery + new Uri(page.Url).Fragment;
}
