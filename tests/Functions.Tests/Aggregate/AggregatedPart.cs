using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Tables;
using Isotherm.Testing;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>A good message becomes rows, once, however often and however troubled it is delivered.</summary>
public sealed class AggregatedPart : AggregateTest
{
    private const string Row = "2019-02-19T14:00:00Z Île-de-France 10.750000 2";

    [Fact]
    public async Task A_part_becomes_rows_a_ledger_entry_and_rejects()
    {
        await StartAsync();
        var message = await CommitAsync();

        var (status, _) = await DeliverAsync(message);

        Assert.Equal(204, status);
        Assert.Equal(Row, await ShownAsync());
        var run = Assert.Single(await LedgerAsync());
        Assert.Equal((message.Key, RunState.Complete, true), (run.Key, run.State, run.IsCurrent));
        Assert.Equal("http://sensors.example/temperatures", run.Source);
        Assert.StartsWith("0.1.0", run.CodeVersion, StringComparison.Ordinal);
        Assert.Equal("{\"position\":4,\"reason\":\"bad_id\"}\n", await TheRejectsAsync());
        const string counts = "read=5 usable=3 used_rectangle=2 used_polygon=2 rejects=2";
        Assert.Contains(counts, Assert.Single(Logs.Of(2001)), StringComparison.Ordinal);
        Assert.Equal([2011, 2001], Logs.Ids);
    }

    [Fact]
    public async Task The_rejects_object_is_named_by_part_generation_shapes_and_rules()
    {
        await StartAsync();
        var message = await CommitAsync();
        await DeliverAsync(message);

        var stored = await Raw.ListAsync("rejects/", Cancellation).SingleAsync(Cancellation);

        Assert.True(RawObjectName.TryParse(message.ObjectName, out var name));
        var hash = Assert.Single(await LedgerAsync()).ShapesHash!;
        Assert.Equal(name!.Rejects(message.Generation, hash, ReadingRules.Version), stored.Name);
    }

    [Fact]
    public async Task Many_rejects_are_all_kept_and_foreign_readings_are_not()
    {
        const int many = 5000;
        await StartAsync();
        const string foreign = "{\"country\":\"Spain\"}";
        var readings = string.Join(',', Enumerable.Range(0, many).Select(i => i % 2 == 0 ? "1" : foreign));

        await DeliverAsync(await CommitAsync($"[{readings}]"));

        var lines = (await TheRejectsAsync()).TrimEnd().Split('\n');
        Assert.Equal(many / 2, lines.Length);
        Assert.Equal("{\"position\":4998,\"reason\":\"not_an_object\"}", lines[^1]);
    }

    [Fact]
    public async Task Without_rejects_there_is_no_object_of_rejects()
    {
        await StartAsync();

        await DeliverAsync(await CommitAsync("""[{"country":"Spain"}]"""));

        Assert.Empty(await Raw.ListAsync("rejects/", Cancellation).ToArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_second_delivery_changes_nothing()
    {
        await StartAsync();
        var message = await CommitAsync();
        await DeliverAsync(message);
        var rejects = await Raw.ListAsync("rejects/", Cancellation).SingleAsync(Cancellation);

        var (status, _) = await DeliverAsync(message);

        Assert.Equal(204, status);
        Assert.Equal(Row, await ShownAsync());
        Assert.Equal(rejects, await Raw.ListAsync("rejects/", Cancellation).SingleAsync(Cancellation));
        Assert.StartsWith("AlreadyRecorded", Logs.Of(2001)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliveries_of_several_runs_at_once_and_twice_leave_one_result()
    {
        await StartAsync();
        var messages = new List<PartMessage>();
        foreach (var run in new[] { "a", "b", "c" }) messages.Add(await CommitAsync(run: run));

        var all = messages.Concat(messages).Concat(messages).Select(DeliverAsync);
        foreach (var (status, _) in await Task.WhenAll(all)) Assert.Contains(status, new[] { 204, 503 });
        foreach (var message in messages) Assert.Equal(204, (await DeliverAsync(message)).Status);

        Assert.Equal(Row, await ShownAsync());
        Assert.Equal("c", Assert.Single(await LedgerAsync(), run => run.IsCurrent).Key.Run.Value);
        Assert.Empty(DeadLetters.Taken);
    }

    [Fact]
    public async Task A_message_about_a_failed_run_goes_into_the_ledger()
    {
        await StartAsync();

        var (status, _) = await DeliverAsync(new FailedRunMessage(Key(), StartOf(Key()), "It answered 500."));

        Assert.Equal(204, status);
        var run = Assert.Single(await LedgerAsync());
        Assert.Equal((RunState.Failed, "It answered 500."), (run.State, run.FailureReason));
        Assert.Equal([2011, 2002], Logs.Ids);
    }

    [Theory]
    [InlineData("open", FaultMoment.Before)]
    [InlineData("open", FaultMoment.After)]
    [InlineData("read", FaultMoment.Before)]
    [InlineData("create", FaultMoment.Before)]
    [InlineData("write", FaultMoment.Before)]
    [InlineData("commit", FaultMoment.Before)]
    [InlineData("commit", FaultMoment.After)]
    public async Task A_bucket_that_fails_is_503_and_the_next_delivery_makes_it_right(
        string operation, FaultMoment moment)
    {
        await StartAsync();
        var message = await CommitAsync();
        Raw.Faults.StrikeNext(operation, moment);

        var (first, _) = await DeliverAsync(message);
        Assert.Equal(503, first);
        Assert.Equal("", await ShownAsync());
        var (second, _) = await DeliverAsync(message);

        Assert.Equal(204, second);
        Assert.Equal(Row, await ShownAsync());
        Assert.Empty(DeadLetters.Taken);
        Assert.Equal([2011, 2004, 2001], Logs.Ids);
    }

    [Fact]
    public async Task Bytes_that_were_damaged_on_their_way_are_never_taken_for_an_unreadable_part()
    {
        await StartAsync();
        var message = await CommitAsync();
        Raw.Truncate(message.ObjectName);

        var (status, _) = await DeliverAsync(message);

        Assert.Equal(503, status);
        Assert.Empty(DeadLetters.Taken);
        Assert.Empty(await LedgerAsync());
    }

    [Fact]
    public async Task A_database_without_tables_is_503_until_it_has_them()
    {
        await StartAsync();
        await Database.Migrator.DownAsync(0, Cancellation);
        var message = await CommitAsync();

        var (first, _) = await DeliverAsync(message);
        await Database.Migrator.UpAsync(Cancellation);
        var (second, _) = await DeliverAsync(message);

        Assert.Equal((503, 204), (first, second));
        Assert.Equal(Row, await ShownAsync());
    }

    [Theory]
    [InlineData("[]", "no reading")]
    [InlineData("""[{"country":"Spain"}]""", "usable")]
    [InlineData("""[1,{"id":"a","lat":45.5,"lon":0.5,"temperature":10.5,"country":"France"}]""", "1 of 2")]
    public async Task A_source_that_has_changed_its_form_raises_an_alarm_once(string readings, string says)
    {
        await StartAsync();
        var message = await CommitAsync(readings);

        await DeliverAsync(message);
        await DeliverAsync(message);

        Assert.Contains(says, Assert.Single(Logs.Of(2010)), StringComparison.Ordinal);
    }
}
