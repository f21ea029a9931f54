using System.Text.Json;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

public sealed class LedgerCommandTests
{
    [Fact]
    public async Task The_ledger_is_filtered_and_written_in_every_form()
    {
        await using var pipeline = await FilledAsync();
        var csv = (await pipeline.Shell.RunAsync("runs", "--state", "complete", "--format", "csv")).Succeeded();
        using var json = JsonDocument.Parse((await pipeline.Shell.RunAsync("runs", "--format", "json")).Succeeded());
        var none = await pipeline.Shell.RunAsync("runs", "--run", "nobody");

        Assert.Equal(2, csv.Count(letter => letter == '\n'));
        Said.Contains("2019-02-19T14:00:00Z,2019-02-19T14:00:00Z,a,", csv);
        Assert.Equal(2, json.RootElement.GetArrayLength());
        Assert.Equal(1, json.RootElement[1].GetProperty("out_of_range").GetInt64());
        Assert.Equal("empty", json.RootElement[0].GetProperty("state").GetString());
        Said.Contains("The ledger has no such run as nobody.", none.Error);
        Said.Contains("| complete | yes", (await pipeline.Shell.RunAsync("runs", "--to", "2019-02-19T14")).Succeeded());
    }

    [Fact]
    public async Task That_there_is_no_run_in_a_state_is_an_answer_and_no_warning()
    {
        await using var pipeline = await FilledAsync();

        var none = (await pipeline.Shell.RunAsync("runs", "--state", "failed")).Succeeded();
        var json = (await pipeline.Shell.RunAsync("runs", "--state", "failed", "--format", "json")).Succeeded();
        var early = (await pipeline.Shell.RunAsync("runs", "--to", "2018-01-01")).Succeeded();

        Assert.Equal("There is no failed run.\n", none);
        Assert.Equal("[]\n", json.Replace("\n]", "]", StringComparison.Ordinal));
        Assert.Equal("There is no run.\n", early);
    }

    [Fact]
    public async Task Rejects_are_shown_with_the_reading_itself()
    {
        await using var pipeline = await FilledAsync();
        var all = (await pipeline.Shell.RunAsync("rejects", "--format", "csv")).Succeeded();
        var shown = (await pipeline.Shell.RunAsync(
            "rejects", "--reason", "out_of_range", "--show", "--format", "json")).Succeeded();
        var other = await pipeline.Shell.RunAsync("rejects", "--from", "2019-02-20");

        Assert.Equal(
            "hour,run,part,position,reason,object\n"
            + "2019-02-19T14:00:00Z,a,0,1,out_of_range,raw/v1/2019/02/19/14/a/attempt/part-00000.json\n"
            + "2019-02-19T14:00:00Z,a,1,0,not_an_object,raw/v1/2019/02/19/14/a/attempt/part-00001.json\n",
            all);
        using var json = JsonDocument.Parse(shown);
        Assert.Equal(Reading("b", 0, "500"), json.RootElement[0].GetProperty("reading").GetString());
        Said.Contains("There are no such rejects.", other.Error);
    }

    [Theory]
    [InlineData("runs --state lost", "--state cannot be 'lost': use all, failed, incomplete, empty,")]
    [InlineData("rejects --reason foreign", "--reason cannot be 'foreign'")]
    [InlineData("rejects --run A", "--run is 'A': a run id is")]
    public async Task A_wrong_command_line_is_explained(string line, string message)
    {
        await using var pipeline = await CreateAsync();

        Said.First(message, (await pipeline.Shell.RunAsync(line.Split(' '))).Failed(code: 2));
    }

    private static async Task<KeptPipeline> FilledAsync()
    {
        var pipeline = await CreateAsync();
        await pipeline.CommitAsync(
            "2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5"), Reading("b", 0, "500")), Array("7"));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "e", "[]");
        await pipeline.Shell.RunAsync("replay", "--from", "2019-02-19", "--to", "2019-02-19");
        return pipeline;
    }
}
