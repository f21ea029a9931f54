using System.Diagnostics;
using Isotherm.Testing;

namespace Isotherm.House.Tests;

/// <summary>The budget page says what its script prints, and the script multiplies as a person does.</summary>
public sealed class Budget
{
    private const string Script = "docs/budget/budget.sh";
    private const string Page = "docs/budget.md";
    private const string Prices = "docs/budget/prices.csv";
    private const string Volumes = "docs/budget/volumes.csv";
    private const string Begin = "<!-- budget.sh -->\n";
    private const string End = "<!-- end of budget.sh -->";

    private static readonly string[] Titles = ["id", "product", "sku", "unit", "price", "currency", "region"];

    [Fact]
    public async Task The_page_holds_what_the_script_prints()
    {
        var page = Repository.Read(Page);
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var held = page[from..page.IndexOf(End, StringComparison.Ordinal)];

        Assert.Equal(await PrintedAsync(), held);
    }

    [Fact]
    public void Every_price_has_a_source_and_a_day_or_says_that_it_is_to_be_checked() =>
        Rule.HasNoFault(
            from line in Repository.Lines(Prices).Skip(1)
            let field = line.Split(',')
            where field.Length != 10
                || !field[9].StartsWith("https://", StringComparison.Ordinal)
                || (field[4] != "to be checked" && !field[8].StartsWith("20", StringComparison.Ordinal))
            select $"{Prices}: {line} lacks something.");

    [Fact]
    public void Every_amount_says_where_it_comes_from() =>
        Rule.HasNoFault(
            from line in Repository.Lines(Volumes).Skip(1)
            let field = line.Split(',')
            where field.Length != 6 || field[5].Length == 0
            select $"{Volumes}: {line} lacks something.");

    [Fact]
    public async Task Sums_made_by_hand_are_printed()
    {
        using var folder = new TemporaryFolder();
        var (prices, volumes) = (Path.Combine(folder.Path, "prices.csv"), Path.Combine(folder.Path, "volumes.csv"));
        await File.WriteAllLinesAsync(
            prices,
            [
                string.Join(',', Titles) + ",free,read,source",

                // 730 runs of 2 parts, (10 + 2 x 5) s each: 14,600 s; 10,000 of them free; 4,600 x 0.01 = 46.
                "run-cpu,Run,processor,s,0.01,USD,x,10000,2026,https://example",

                // 730 GiB a month, two months in Standard and one in Nearline: 1,460 x 0.5 = 730; 730 x 0.1 = 73.
                "storage-standard,Storage,Standard,GiB,0.5,USD,x,0,2026,https://example",
                "storage-nearline,Storage,Nearline,GiB,0.1,USD,x,0,2026,https://example",
                "sql-cpu,Database,processor,h,2,USD,x,0,2026,https://example",
                "alerts,Alerts,conditions,one,to be checked,USD,x,0,,https://example",
            ],
            TestContext.Current.CancellationToken);
        var one = Repository.Lines(Volumes).Skip(1).Select(line => line.Split(',')).Select(Changed);
        await File.WriteAllLinesAsync(
            volumes, ["id,unit,A,B,C,from", .. one], TestContext.Current.CancellationToken);

        var printed = await PrintedAsync(prices, volumes);

        Assert.Contains("| Run | 46.00 | 46.00 | 46.00 |", printed, StringComparison.Ordinal);
        Assert.Contains("| Storage | 803.00 | 803.00 | 803.00 |", printed, StringComparison.Ordinal);
        Assert.Contains("| Database | 1,460.00 | 1,460.00 | 1,460.00 |", printed, StringComparison.Ordinal);
        Assert.Contains("| Alerts | ? | ? | ? |", printed, StringComparison.Ordinal);
        Assert.Contains("| **together** | **2,309.00 + ?** |", printed, StringComparison.Ordinal);
        Assert.Contains("| parts, messages | 1,460 | 1,460 | 1,460 |", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_nothing_uses_is_a_mistake_that_is_named()
    {
        using var folder = new TemporaryFolder();
        var prices = Path.Combine(folder.Path, "prices.csv");
        await File.WriteAllLinesAsync(
            prices,
            [Repository.Lines(Prices)[0], "gold,Bank,bars,bar,1,USD,x,0,2026,https://example"],
            TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => PrintedAsync(prices, Path.Combine(Repository.Root, Volumes)));

        Assert.Contains("nothing uses the price gold", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The amounts of the sums above; everything else as in the real file.</summary>
    private static string Changed(string[] field)
    {
        var value = field[0] switch
        {
            "runs_a_day" => "24",
            "bytes_a_run" => "1073741824",
            "part_bytes" => "536870912",
            "bytes_a_reading" => "100000",
            "fetch_seconds" => "10",
            "aggregate_seconds" => "5",
            "months_kept" => "3",
            "nearline_after" => "2",
            "coldline_after" => "9",
            "database_cpus" => "1",
            _ => field[2],
        };
        return $"{field[0]},{field[1]},{value},{value},{value},hand";
    }

    private static async Task<string> PrintedAsync(params string[] files)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, Script), .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return script.ExitCode == 0 ? printed : throw new InvalidOperationException(await errors);
    }
}
