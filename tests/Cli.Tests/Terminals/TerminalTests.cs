using System.Text.RegularExpressions;
using Isotherm.Cli.Tests.Aggregates;

namespace Isotherm.Cli.Tests.Terminals;

public sealed partial class TerminalTests
{
    [Theory]
    [InlineData("aggregate nine.json --regions squares.geojson")]
    [InlineData("locate 45.5 2 --regions squares.geojson")]
    [InlineData("regions show --regions squares.geojson")]
    [InlineData("regions import squares.geojson --bucket file:bucket")]
    public async Task Tables_fit_a_terminal_of_80_columns(string line)
    {
        using var shell = Nine();
        var finished = await shell.RunAsync(line.Split(' '));

        Assert.Equal(0, finished.Code);
        Said.Contains("╭", finished.Output);
        Assert.All(Escapes().Replace(finished.Output, "").Split('\n'), text => Assert.True(text.Length <= 80, text));
        Said.Not("…", finished.Output);
    }

    [Fact]
    public async Task A_report_fits_a_terminal_of_80_columns()
    {
        using var shell = Nine();
        await shell.RunAsync("demo", "--hours", "1");
        var finished = await shell.RunAsync("report");

        Assert.All(Escapes().Replace(finished.Output, "").Split('\n'), text => Assert.True(text.Length <= 80, text));
        Said.Contains("Provence-Alpes-Côte d'Azur", finished.Output);
    }

    [Fact]
    public async Task Long_work_shows_its_progress_on_standard_error_only()
    {
        using var shell = Nine();
        var finished = await shell.RunAsync(
            "aggregate", "nine.json", "--regions", "squares.geojson", "--format", "json");

        Said.Contains("aggregate", finished.Error);
        Said.First("{", finished.Output);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task Colours_are_left_away_when_they_are_not_wanted(string variable, string value)
    {
        using var shell = Nine();
        var coloured = await shell.RunAsync("locate", "45.5", "2", "--regions", "squares.geojson");
        shell.Variables[variable] = value;
        var plain = await shell.RunAsync("locate", "45.5", "2", "--regions", "squares.geojson");
        var progress = await shell.RunAsync("aggregate", "nine.json", "--regions", "squares.geojson");

        Said.Contains("\u001b[", coloured.Output);
        Said.Not("\u001b[", plain.Output);
        Assert.DoesNotMatch(Colours(), progress.Error);
    }

    [Fact]
    public async Task Nothing_but_data_and_errors_is_written_when_it_is_no_terminal()
    {
        using var shell = Nine();
        shell.Terminal = null;
        var finished = await shell.RunAsync("aggregate", "nine.json", "--regions", "squares.geojson");

        Said.Not("\u001b", finished.Succeeded());
        Said.Not("│", finished.Output);
    }

    private static Shell Nine()
    {
        var shell = Fixtures.Shell();
        shell.Write("nine.json", Fixtures.Array(Fixtures.Nine));
        shell.Terminal = 80;
        return shell;
    }

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();

    [GeneratedRegex("\u001b\\[[0-9;]+m")]
    private static partial Regex Colours();
}
