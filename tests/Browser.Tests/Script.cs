namespace Isotherm.Browser.Tests;

/// <summary>What the little script adds.</summary>
public sealed class Script(ServedReport report) : PageTest(report)
{
    private static readonly Look Desktop = new("desktop", "light", true);

    [Fact]
    public async Task The_legend_shows_the_values_of_the_hour_under_the_pointer_or_of_the_slider()
    {
        var page = await OpenAsync(Desktop);
        var row = page.Locator("#chart-values tbody tr").First;
        var expected = await row.Locator("td").AllTextContentsAsync();

        await page.Locator(".plot > .area").ScrollIntoViewIfNeededAsync();
        var box = (await page.Locator(".plot > .area").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 1, box.Y + 40);
        Assert.Equal(expected, await page.Locator(".legend .at").AllTextContentsAsync());
        Assert.Equal("17 Feb 2019, 15:00 UTC", await page.Locator("#cursor-hour").TextContentAsync());

        await page.Locator("#cursor").PressAsync("End");
        Assert.Equal("19 Feb 2019, 14:00 UTC", await page.Locator("#cursor-hour").TextContentAsync());
    }

    [Fact]
    public async Task A_region_is_marked_in_map_table_and_chart_together()
    {
        var page = await OpenAsync(Desktop);

        await page.Locator("tr[data-region='76']").HoverAsync();

        Assert.Equal(3, await page.Locator(".lit").CountAsync());
        Assert.True(await page.Locator(".tip[data-tip='76']").IsVisibleAsync());
    }

    [Fact]
    public async Task The_arrows_change_the_hour_unless_they_mean_something_where_the_focus_is()
    {
        var page = await OpenAsync(Desktop);

        await page.Keyboard.PressAsync("ArrowLeft");
        await page.WaitForURLAsync("**hour=2019-02-19T13**");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync("**hour=2019-02-19T14**");
        await page.Locator("#cursor").PressAsync("ArrowLeft");
        Assert.Equal("19 Feb 2019, 13:00 UTC", await page.Locator("#cursor-hour").TextContentAsync());
        Assert.Contains("hour=2019-02-19T14", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_empty_is_not_in_the_address()
    {
        var page = await OpenAsync(Desktop);

        await page.Locator(".choose summary").ClickAsync();
        await page.Locator(".boxes input[value='94']").CheckAsync();
        await page.Locator(".choose button").ClickAsync();
        await page.WaitForURLAsync("**region=94**");

        Assert.Equal("?lang=en&region=94", new Uri(page.Url).Query);
    }
}
