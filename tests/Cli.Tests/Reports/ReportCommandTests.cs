using System.Text.Json;
using Isotherm.Cli.Tests.Demo;

namespace Isotherm.Cli.Tests.Reports;

public sealed class ReportCommandTests(PlayedDemo played) : IClassFixture<PlayedDemo>
{
    [Fact]
    public async Task The_last_day_shown_is_the_default()
    {
        var lines = await LinesAsync("--format", "csv");

        Assert.Equal("Region,Hour,Temperature,Temperature3HoursBefore", lines[0]);
        Assert.Equal(1 + (6 * 13), lines.Length);
        Said.First("Île-de-France,2019-02-19T00:00:00Z,", lines[1]);
        Said.Last(",", lines[1]);
        Said.First("Corse,2019-02-19T05:00:00Z,", lines[^1]);
    }

    [Theory]
    [InlineData("--from 2019-02-19T04", 2 * 13)]
    [InlineData("--from 2019-02-19T04:59:59Z", 2 * 13)]
    [InlineData("--from 2019-02-19", 6 * 13)]
    [InlineData("--to 2019-02-19", 6 * 13)]
    [InlineData("--to 2019-02-19T01:30", 2 * 13)]
    [InlineData("--from 2019-02-19T02 --to 2019-02-19T02", 13)]
    [InlineData("--from 2000-01-01 --to 2100-01-01", 6 * 13)]
    [InlineData("--region 53", 6)]
    [InlineData("--region BRETAGNE --from 2019-02-19T05", 1)]
    public async Task Hours_and_region_narrow_it_down(string options, int rows) =>
        Assert.Equal(rows, (await LinesAsync(["--format", "csv", .. options.Split(' ')])).Length - 1);

    [Fact]
    public async Task As_of_now_is_the_report_and_as_of_a_moment_before_everything_is_empty()
    {
        foreach (var format in new[] { "csv", "json", "table" })
        {
            var now = await played.Shell.RunAsync("report", "--format", format, "--as-of", "2100-01-01T00:00:00Z");
            var before = await played.Shell.RunAsync("report", "--format", format, "--as-of", "2000-01-01T00:00:00Z");

            Assert.Equal((await played.Shell.RunAsync("report", "--format", format)).Succeeded(), now.Succeeded());
            Assert.Equal("isotherm: warning: The database showed no hour at that moment.\n", before.Error);
            Assert.DoesNotContain("Corse", before.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Three_hours_before_is_the_temperature_of_that_hour()
    {
        string[] region = ["--format", "csv", "--region", "11"];
        var earlier = await LinesAsync([.. region, "--from", "2019-02-19T02", "--to", "2019-02-19T02"]);
        var later = await LinesAsync([.. region, "--from", "2019-02-19T05"]);

        Assert.Equal(earlier[1].Split(',')[2], later[1].Split(',')[3]);
    }

    [Fact]
    public async Task JSON_is_an_array_with_temperatures_as_text_or_null()
    {
        var finished = await played.Shell.RunAsync("report", "--format", "json", "--region", "94");
        using var json = JsonDocument.Parse(finished.Succeeded());
        var rows = json.RootElement.EnumerateArray().ToArray();

        Assert.Equal(6, rows.Length);
        Assert.Equal("Corse", rows[0].GetProperty("region").GetString());
        Assert.Equal("2019-02-19T00:00:00Z", rows[0].GetProperty("hour").GetString());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("temperature3HoursBefore").ValueKind);
        Assert.Matches(@"^-?\d+\.\d{6}$", rows[0].GetProperty("temperature").GetString());
    }

    [Fact]
    public async Task A_table_has_the_columns_of_the_brief()
    {
        var lines = await LinesAsync("--region", "94", "--to", "2019-02-19T03", "--from", "2019-02-19T03");

        Assert.Equal("| Region | Hour                 | Temperature | Temperature3HoursBefore |", lines[0]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task A_range_without_hours_is_empty_and_says_so()
    {
        var csv = await played.Shell.RunAsync("report", "--from", "2030-01-01", "--format", "csv");
        var json = await played.Shell.RunAsync("report", "--from", "2030-01-01", "--format", "json");

        Assert.Equal((0, "Region,Hour,Temperature,Temperature3HoursBefore\n"), (csv.Code, csv.Output));
        Assert.Equal((0, "[]\n"), (json.Code, json.Output));
        Assert.Equal("isotherm: warning: The database shows no hour in this range.\n", csv.Error);
    }

    [Fact]
    public async Task A_database_that_shows_nothing_yet_is_empty_and_says_so()
    {
        using var shell = new Shell();
        await shell.RunAsync("migrate", "--database", "sqlite:new.db");
        var finished = await shell.RunAsync("report", "--database", "sqlite:new.db");

        Assert.Equal(0, finished.Code);
        Assert.Equal("isotherm: warning: The database shows no hour yet.\n", finished.Error);
    }

    [Theory]
    [InlineData("--region Texas", "There is no region 'Texas': use one of 11 (Île-de-France), 24 ")]
    [InlineData("--from 2019-02-20 --to 2019-02-19", "--from 2019-02-20 lies after --to 2019-02-19: ")]
    [InlineData("--from yesterday", "--from is 'yesterday': write an hour as 2019-02-19T14 or a day as 2019-02-19")]
    [InlineData("--to 2019-02-30", "--to is '2019-02-30': write an hour as")]
    [InlineData("--as-of noon", "--as-of is 'noon': write a moment as 2019-02-19T14:02:10Z")]
    public async Task A_wrong_question_is_explained(string options, string message)
    {
        var finished = await played.Shell.RunAsync(["report", .. options.Split(' ')]);

        Said.First(message, finished.Failed(code: 2));
    }

    [Fact]
    public async Task Long_reports_are_plain_rows_of_fixed_width()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "1");
        await shell.RunAsync("demo", "--hours", "160");
        var lines = (await shell.RunAsync("report", "--from", "2019-02-19")).Succeeded().Split('\n');

        Assert.Equal(2 + (160 * 13) + 1, lines.Length);
        Assert.Single(lines[..^1].Select(line => line.Length).Distinct());
    }

    private async Task<string[]> LinesAsync(params string[] options)
    {
        var finished = await played.Shell.RunAsync(["report", .. options]);
        return finished.Succeeded().TrimEnd('\n').Split('\n');
    }
}
