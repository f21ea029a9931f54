using System.Text;
using Isotherm.Cli.Tests.Demo;

namespace Isotherm.Cli.Tests.Reports;

/// <summary>The report as a page, a map and a picture.</summary>
public sealed class ReportPageTests(PlayedDemo played) : IClassFixture<PlayedDemo>
{
    [Fact]
    public async Task The_page_is_one_file_that_shows_the_last_hour_and_needs_nothing_else()
    {
        var page = (await played.Shell.RunAsync("report", "--format", "html")).Succeeded();

        Said.First("<!DOCTYPE html>", page);
        Said.Contains("05:00", page);
        Said.Contains("Provence-Alpes-Côte d", page);
        Said.Not("<script", page);
        Said.Not("src=\"", page);
        Said.Not("<link", page);
        Said.Not("url(http", page);
        Assert.Equal(played.Shell.Read("isotherm-demo/report.html"), page);
    }

    [Theory]
    [InlineData("html --lang fr", "<html lang=\"fr\"")]
    [InlineData("html --hour 2019-02-19T03:59", "03:00")]
    [InlineData("html --method difference --region 53 --from 2019-02-19", "Bretagne")]
    [InlineData("svg --method polygon", "<svg")]
    [InlineData("svg --lang fr --hour 2019-02-19T02", "lang=\"fr\"")]
    public async Task Hour_method_and_language_can_be_chosen(string options, string shown) => Said.Contains(
        shown, (await played.Shell.RunAsync(["report", "--format", .. options.Split(' ')])).Succeeded());

    [Fact]
    public async Task A_report_in_a_file_is_what_standard_output_gets()
    {
        foreach (var format in new[] { "table", "json", "csv", "html", "svg" })
        {
            var said = (await played.Shell.RunAsync("report", "--format", format)).Succeeded();
            (await played.Shell.RunAsync("report", "--format", format, "--output", "report.out")).Succeeded();

            Assert.Equal(said, played.Shell.Read("report.out"));
        }
    }

    [Fact]
    public async Task The_map_is_a_picture_in_a_file_or_on_a_stream_and_never_on_a_terminal()
    {
        (await played.Shell.RunAsync("report", "--format", "png", "--output", "map.png")).Succeeded();
        var file = await File.ReadAllBytesAsync(played.Shell.PathOf("map.png"), TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        await using var output = new StreamWriter(stream, new UTF8Encoding(false));
        var surroundings = played.Shell.Surroundings(Stream.Null, output, TextWriter.Null);
        var code = await Shell.RunAsync(
            surroundings, TestContext.Current.CancellationToken, "report", "--format", "png");
        var refused = await played.Shell.RunAsync("report", "--format", "png");

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n'], file[..6]);
        Assert.Equal(0, code);
        Assert.Equal(file, stream.ToArray());
        Said.First("A picture is no text: write it into a file with --output.", refused.Failed(code: 2));
    }

    [Theory]
    [InlineData("--hour 2019-02-19T03", "--hour is for --format html, svg and png; table shows")]
    [InlineData("--method polygon --format csv", "--method is for --format html, svg and png; csv shows")]
    [InlineData("--lang fr --format json", "--lang is for --format html, svg and png; json shows")]
    [InlineData("--hour noon --format svg", "--hour is 'noon': write an hour as 2019-02-19T14, in UTC.")]
    [InlineData("--method grid --format svg", "--method cannot be 'grid': use shown, rectangle, polygon, difference.")]
    [InlineData("--from 2015-01-01 --format html", "The chart would have more than 366 days: choose a shorter span.")]
    [InlineData("--output no/such/folder.html --format html", "The folder of no/such/folder.html is not there")]
    public async Task A_wrong_question_is_explained(string options, string message) =>
        Said.First(message, (await played.Shell.RunAsync(["report", .. options.Split(' ')])).Failed(code: 2));

    [Fact]
    public async Task A_database_that_shows_nothing_is_a_page_that_says_so()
    {
        using var shell = new Shell();
        await shell.RunAsync("migrate", "--database", "sqlite:new.db");
        var finished = await shell.RunAsync("report", "--format", "html", "--database", "sqlite:new.db");

        Assert.Equal(0, finished.Code);
        Said.First("<!DOCTYPE html>", finished.Output);
        Assert.Equal("isotherm: warning: The database shows no hour yet.\n", finished.Error);
    }
}
