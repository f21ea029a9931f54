using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Isotherm.Testing;
using Microsoft.Playwright;

namespace Isotherm.Browser.Tests;

/// <summary>What holds on phone and desktop, in light and dark, with JavaScript and without.</summary>
public sealed class EveryLook(ServedReport report) : PageTest(report)
{
    private static readonly string[] Standards =
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

    /// <summary>Every kind of page: its name, its address, and whether the tables are filled.</summary>
    private static readonly (string Name, string Path, bool IsFilled)[] Pages =
    [
        ("temperatures", "/?lang=en", true),
        ("difference", "/?method=difference&lang=fr", true),
        ("some-regions", "/?region=11&region=53&method=polygon&lang=en", true),
        ("gap", "/?hour=2019-02-19T04&lang=en", true),
        ("health", "/health?lang=en", true),
        ("empty", "/?lang=fr", false),
        ("health-empty", "/health?lang=fr", false),
    ];

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task The_values_on_the_page_are_those_of_the_shipped_query(string device, string scheme, bool script)
    {
        var page = await OpenAsync(new Look(device, scheme, script));

        var shown = await page.Locator("table.temperatures tbody tr").EvaluateAllAsync<string[]>(
            """
            rows => rows.map(row => [
              row.querySelector("th").lastChild.textContent,
              row.querySelector("time").getAttribute("datetime"),
              row.querySelector(".now data")?.getAttribute("value") ?? "",
              row.querySelector(".before data")?.getAttribute("value") ?? "",
            ].join("|"))
            """);
        Assert.Equal(await ExpectedAsync(), shown.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Axe_finds_nothing_on_any_page(string device, string scheme, bool script)
    {
        // Axe is a script itself: without the page's own the browser's stays on. What that one changes is on the first
        // of the pages.
        var look = new Look(device, scheme, Script: true);
        foreach (var (name, path, isFilled) in script ? Pages : Pages.Take(1))
        {
            var address = isFilled ? Report.Address : Report.EmptyAddress;
            var page = await OpenAsync(look, address, path, withoutOwn: !script);
            await OpenDetailsAsync(page);
            var result = await page.RunAxe(new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Standards] },
            });
            Assert.True(result.Passes.Length > 10, $"{name}: axe looked at nothing");
            Assert.True(result.Violations.Length == 0, $"{name}: {Told(result)}");
            await page.CloseAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Nothing_moves_while_it_loads_and_nothing_is_wider_than_the_screen(
        string device, string scheme, bool script)
    {
        var look = new Look(device, scheme, script);
        foreach (var (name, path, isFilled) in Pages)
        {
            var page = await OpenAsync(look, isFilled ? Report.Address : Report.EmptyAddress, path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            // A picture of the window is a frame for sure; only after one is it known what moved.
            await page.ScreenshotAsync();
            if (script) Assert.Equal("", await page.EvaluateAsync<string>(Shifts));
            await ShootAsync(page, $"{name}-{look}");
            await OpenDetailsAsync(page);
            Assert.Equal("", await page.EvaluateAsync<string>(TooWide));
            await page.CloseAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Hostile_text_in_the_tables_stays_text(string device, string scheme, bool script)
    {
        foreach (var path in (string[])["/?lang=en", "/?hour=2019-02-19T04&lang=en", "/health?lang=en"])
        {
            var page = await OpenAsync(new Look(device, scheme, script), path);

            Assert.EndsWith("· Isotherm", await page.TitleAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await page.Locator("img").CountAsync());
            Assert.Contains(
                path.StartsWith("/health", StringComparison.Ordinal) || path.Contains("T04", StringComparison.Ordinal)
                    ? FilledTables.Hostile
                    : "https://sensors.example/" + FilledTables.Hostile,
                await page.Locator("main").TextContentAsync() ?? "",
                StringComparison.Ordinal);
            await page.CloseAsync();
        }
    }

    /// <summary>
    /// What has moved since the page began to load, and how much; nothing when that is 0 to three decimals: where the
    /// bytes of a page are cut, half a right-aligned cell may be drawn first, which nobody sees.
    /// </summary>
    private const string Shifts =
        """
        () => new Promise(resolve => {
          let sum = 0;
          const told = [];
          const note = entry => {
            sum += entry.value;
            told.push(entry.value + ": "
              + entry.sources.map(source => source.node?.nodeName + "." + source.node?.className).join(", "));
          };
          new PerformanceObserver(list => list.getEntries().forEach(note))
            .observe({ type: "layout-shift", buffered: true });
          // What was gathered before comes in a task of its own, which stands before this one.
          setTimeout(() => resolve(sum < 0.0005 ? "" : told.join("; ")));
        })
        """;

    /// <summary>What reaches beyond the screen, unless it is scrolled in its own box.</summary>
    private const string TooWide =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? "" : [...document.querySelectorAll("body *")]
          .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5 && !one.closest(".scroll"))
          .map(one => `${one.tagName}.${one.getAttribute("class")}`).join(" ") || "something"
        """;

    /// <summary>The rows of the last hour as the query for analysts gives them: name, hour, temperatures.</summary>
    private async Task<IEnumerable<string>> ExpectedAsync()
    {
        var sql = await File.ReadAllTextAsync(
            Checkout.PathOf("sql", "sqlite", "temperature_3_hours_before.sql"), TestContext.Current.CancellationToken);
        await using var connection = Report.Tables.CreateConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the file that is shipped.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var expected = new List<string>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            if (row.GetString(1) == "2019-02-19 14:00:00")
                expected.Add($"{row.GetString(0)}|{FilledTables.Last}|{Text(row.GetValue(2))}|{Text(row.GetValue(3))}");
        }

        return expected.Order(StringComparer.Ordinal);
    }

    // SQLite drops the zeros at the end.
    private static string Text(object value) => value is DBNull
        ? ""
        : Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("F6", CultureInfo.InvariantCulture);

    private static string Told(AxeResult result) => string.Join("; ", result.Violations.Select(violation =>
        $"{violation.Id} ({violation.Help}): {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}"));
}
