using Isotherm.Testing;
using Microsoft.Playwright;

namespace Isotherm.Browser.Tests;

/// <summary>
/// A test that looks at pages; what the browser complains of is gathered and must be nothing. One after the other: a
/// page that is not in front may get no key and no frame.
/// </summary>
[Collection("one window")]
public abstract class PageTest : IAsyncLifetime
{
    /// <summary>A page comes in milliseconds; on a machine that is busy with other tests it may take long.</summary>
    private const float MostMilliseconds = 120_000;

    private readonly List<string> _complaints = [];
    private IBrowserContext? _context;

    protected PageTest(ServedReport report)
    {
        Chromium.Require();
        Report = report;
    }

    protected ServedReport Report { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_context is not null) await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    /// <summary>Opens a page of the filled report.</summary>
    protected Task<IPage> OpenAsync(Look look, string path = "/?lang=en") => OpenAsync(look, Report.Address, path);

    /// <param name="look">How it is looked at.</param>
    /// <param name="address">Which report.</param>
    /// <param name="path">Which page of it.</param>
    /// <param name="withoutOwn">Whether the script of the page comes empty.</param>
    protected async Task<IPage> OpenAsync(Look look, Uri address, string path, bool withoutOwn = false)
    {
        _context = await Report.Browser.NewContextAsync(look.Options);
        _context.SetDefaultTimeout(MostMilliseconds);
        if (withoutOwn) await _context.RouteAsync("**/*.js", route => route.FulfillAsync(new() { Body = "" }));
        var page = await _context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.RequestFailed += (_, request) => _complaints.Add($"{request.Url}: {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) _complaints.Add($"{response.Url}: {response.Status}");
        };
        await page.GotoAsync(new Uri(address, path).ToString());
        return page;
    }

    /// <summary>Opens everything that can be opened.</summary>
    protected static Task OpenDetailsAsync(IPage page) =>
        page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

    /// <summary>Keeps a picture of the whole page for people to look at.</summary>
    protected static Task ShootAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Checkout.PathOf("artifacts", "screenshots", name + ".png"),
        FullPage = true,
    });

    /// <summary>What a complaint must not be about: an answer that the test asked for.</summary>
    protected void Forgive(string part) =>
        _complaints.RemoveAll(complaint => complaint.Contains(part, StringComparison.Ordinal));
}
