using Isotherm.Testing.Tables;

namespace Isotherm.Cli.Tests.Demo;

public sealed class DemoCommandTests(PlayedDemo played) : IClassFixture<PlayedDemo>
{
    [Fact]
    public void It_prints_the_last_hour_its_accounting_places_and_what_to_try()
    {
        Said.First(
            "6 hours played, 2019-02-19T00:00:00Z to 2019-02-19T05:00:00Z: "
            + "6 fetched from the simulated API, 0 there already, 0 failed; ",
            played.Output);
        Said.Contains("| Hour                 | Temperature | Temperature3HoursBefore |", played.Output);
        Assert.Equal(13, played.Output.Split("| 2019-02-19T05:00:00Z |").Length - 1);
        Said.Contains("| Accounting of run scheduled-20190219t050000z | Readings |", played.Output);
        Said.Contains($"Report        {played.Shell.PathOf("isotherm-demo/report.html")} (open it in", played.Output);
        Said.Contains("Dead letters  ", played.Output);
        Said.Contains("isotherm-demo/dead-letters (0)", played.Output);
        Said.Contains("dotnet run --project cli -- report --region Bretagne\n", played.Output);
    }

    [Fact]
    public void Its_accounting_adds_up()
    {
        var figures = played.Output.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4)
            .ToLookup(cells => cells[1].Split(' ')[0], cells => long.TryParse(cells[2], out var number) ? number : 0);

        Assert.Equal(1000, figures["read"].Sum());
        Assert.Equal(figures["read"].Sum(), figures["="].Sum() + figures["+"].Sum());
    }

    [Fact]
    public async Task Running_it_again_calls_the_API_for_new_hours_only_and_changes_no_row()
    {
        using var shell = new Shell();
        var first = (await shell.RunAsync("demo", "--hours", "4")).Succeeded();
        var rows = (await shell.RunAsync("report", "--format", "csv")).Succeeded();
        var objects = Objects(shell);
        var again = (await shell.RunAsync("demo", "--hours", "4")).Succeeded();

        Said.Contains("0 fetched from the simulated API, 4 there already", again);
        Assert.Equal(Table(first), Table(again));
        Assert.Equal(rows, (await shell.RunAsync("report", "--format", "csv")).Succeeded());
        Assert.Equal(objects, Objects(shell));

        var more = (await shell.RunAsync("demo", "--hours", "6")).Succeeded();
        Said.Contains("2 fetched from the simulated API, 4 there already", more);
        var longer = (await shell.RunAsync("report", "--format", "csv")).Succeeded();
        Said.First(rows, longer);
        Assert.Equal(6 * 13, longer.Count(letter => letter == '\n') - 1);
    }

    [Fact]
    public async Task Left_open_it_serves_the_report_of_its_database_until_it_is_interrupted()
    {
        using var shell = new Shell();
        shell.Variables["DISPLAY"] = "";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new SignalWriter("until Ctrl-C.");
        using var error = new SignalWriter("never");
        var running = Shell.RunAsync(
            shell.Surroundings(Stream.Null, output, error), stop.Token, "demo", "--hours", "2", "--open");
        await Task.WhenAny(running, output.Seen);
        Assert.False(running.IsCompleted, error.ToString());
        var said = output.ToString();
        var address = said[(said.IndexOf("report is at ", StringComparison.Ordinal) + "report is at ".Length)..];
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(address.Split(' ')[0]), stop.Token);
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Said.Contains("Provence-Alpes-Côte d", page);
    }

    [Fact]
    public async Task An_interrupted_demo_is_continued_until_every_hour_is_there()
    {
        using var shell = new Shell();
        using var interruption = new CancellationTokenSource();
        using var output = new SignalWriter("never");
        using var error = new SignalWriter("never");
        var marker = Path.Combine(shell.Folder, "isotherm-demo", "bucket", "raw");
        var running = Shell.RunAsync(
            shell.Surroundings(Stream.Null, output, error), interruption.Token, "demo", "--hours", "6");
        while (!running.IsCompleted && !Directory.Exists(marker)) await Task.Yield();
        await interruption.CancelAsync();
        var code = await running;

        Assert.True(code is 130 or 0, error.ToString());
        (await shell.RunAsync("demo", "--hours", "6")).Succeeded();
        var rows = (await shell.RunAsync("report", "--format", "csv", "--region", "11")).Succeeded();
        Assert.Equal(6, rows.Split('\n').Skip(1).Count(row => row.Split(',') is [_, _, not "", _]));
    }

    [Fact]
    public async Task The_rows_depend_on_the_seed()
    {
        using var shell = new Shell();
        var other = (await shell.RunAsync("demo", "--hours", "6", "--seed", "7", "--output", "with space")).Succeeded();

        Assert.NotEqual(Table(played.Output), Table(other));
        Said.Contains($"--database 'sqlite:{shell.PathOf("with space/isotherm.db")}'", other);
        Said.Contains("aggregate '", other);
    }

    [Fact]
    public async Task Another_seed_needs_a_fresh_start()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "1");
        var refused = await shell.RunAsync("demo", "--hours", "1", "--seed", "2");
        var fresh = await shell.RunAsync("demo", "--hours", "1", "--seed", "2", "--fresh");

        Said.Last("was started with --seed 1: leave --seed away, or add --fresh.", refused.Failed());
        Said.Contains("1 fetched from the simulated API, 0 there already", fresh.Succeeded());
    }

    [Fact]
    public async Task An_hour_that_fails_is_told_and_fails_the_demo()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "1");
        shell.Write("isotherm-demo/bucket/raw/v1/2019/02/19/01/scheduled-20190219t010000z/manifest.json", "damaged");
        var finished = await shell.RunAsync("demo", "--hours", "2");

        Assert.Equal(1, finished.Code);
        Said.Contains("2019-02-19T01:00:00Z failed: fetch answered 5", finished.Error);
        Said.Contains("1 failed", finished.Output);
    }

    [Fact]
    public async Task A_run_that_does_not_reach_the_tables_is_told_and_its_messages_are_kept()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "1");
        shell.Write("isotherm-demo/bucket/shapes/regions.geojson", "damaged");
        var finished = await shell.RunAsync("demo", "--hours", "2");

        Assert.Equal(1, finished.Code);
        Said.Contains("T01:00:00Z failed: its run was fetched and has not reached the tables.", finished.Error);
        Assert.NotEmpty(Directory.EnumerateFiles(shell.PathOf("isotherm-demo/dead-letters"), "*.json"));
    }

    [Fact]
    public async Task A_MySQL_database_gets_the_same_rows_and_is_never_emptied()
    {
        await using var mysql = await TestMySql.CreateAsync();
        using var shell = new Shell();
        var output = (await shell.RunAsync("demo", "--hours", "6", "--database", mysql.ConnectionString)).Succeeded();
        var fresh = await shell.RunAsync("demo", "--fresh", "--database", mysql.ConnectionString);

        Assert.Equal(Table(played.Output), Table(output));
        Said.Contains("--database \"$DATABASE\"", output);
        Said.Not(mysql.ConnectionString, output);
        Said.Not("assword", output);
        Said.First("--fresh empties no database but the one in the folder.", fresh.Failed(code: 2));
    }

    private static string Table(string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.Contains("| 2019-", StringComparison.Ordinal)));

    private static string[] Objects(Shell shell) =>
    [
        .. Directory.EnumerateFiles(shell.PathOf("isotherm-demo/bucket/raw"), "*", SearchOption.AllDirectories).Order(),
    ];
}
