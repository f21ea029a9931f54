using Isotherm.Core.RawObjects;
using Isotherm.Testing;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>The shapes are loaded once, followed by generation, and the last good ones stay in use.</summary>
public sealed class ShapesInUse : AggregateTest
{
    [Fact]
    public async Task Shapes_are_loaded_before_the_first_message_and_read_once()
    {
        await StartAsync();
        var message = await CommitAsync();

        await DeliverAsync(message);
        await DeliverAsync(message);

        Assert.Equal(["find", "open", "read", "read", "find", "find"], Operations());
    }

    [Fact]
    public async Task Without_shapes_messages_are_503_until_there_are_some()
    {
        Shapes.Delete(ShapesObject);
        await StartAsync();
        var message = await CommitAsync();

        var (first, reason) = await DeliverAsync(message);
        await Shapes.CreateAsync(ShapesObject, SquareShapes.Json(), Cancellation);
        var (second, _) = await DeliverAsync(message);

        Assert.Equal((503, 204), (first, second));
        Assert.Contains("import the regions", reason, StringComparison.Ordinal);
        Assert.Equal([2013, 2004, 2011, 2001], Logs.Ids);
    }

    [Fact]
    public async Task New_shapes_are_used_from_the_next_message_on()
    {
        await StartAsync();
        await DeliverAsync(await CommitAsync(run: "a", hour: "13"));
        await ReplaceShapesAsync(SquareShapes.Json(shift: -1));

        await DeliverAsync(await CommitAsync(run: "b", hour: "14"));

        Assert.Equal(
            "2019-02-19T13:00:00Z Île-de-France 10.750000 2\n2019-02-19T14:00:00Z Centre-Val de Loire 10.750000 2",
            await ShownAsync());
        Assert.Equal(2, (await LedgerAsync()).Select(run => run.ShapesHash).Distinct().Count());
    }

    [Fact]
    public async Task A_replay_with_new_shapes_changes_the_values()
    {
        await StartAsync();
        var message = await CommitAsync();
        await DeliverAsync(message);
        await ReplaceShapesAsync(SquareShapes.Json(shift: -1));

        await DeliverAsync(message);

        Assert.Equal("2019-02-19T14:00:00Z Centre-Val de Loire 10.750000 2", await ShownAsync());
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""")]
    public async Task A_new_file_that_is_refused_leaves_the_last_good_one_in_use_and_is_read_once(string file)
    {
        await StartAsync();
        await ReplaceShapesAsync(System.Text.Encoding.UTF8.GetBytes(file));
        var message = await CommitAsync();

        var (first, _) = await DeliverAsync(message);
        var opened = Operations().Count(operation => operation == "open");
        var (second, _) = await DeliverAsync(message);

        Assert.Equal((204, 204), (first, second));
        Assert.Equal(opened, Operations().Count(operation => operation == "open"));
        Assert.Equal(2, Logs.Of(2012).Count);
        Assert.Contains("is refused", Logs.Of(2012)[0], StringComparison.Ordinal);
        Assert.Equal("2019-02-19T14:00:00Z Île-de-France 10.750000 2", await ShownAsync());
    }

    [Fact]
    public async Task A_refused_file_that_is_the_first_is_503_until_a_good_one_comes()
    {
        await ReplaceShapesAsync("oops"u8.ToArray());
        await StartAsync();
        var message = await CommitAsync();

        var (first, _) = await DeliverAsync(message);
        await ReplaceShapesAsync(SquareShapes.Json());
        var (second, _) = await DeliverAsync(message);

        Assert.Equal((503, 204), (first, second));
    }

    [Theory]
    [InlineData("find")]
    [InlineData("open")]
    [InlineData("read")]
    public async Task Shapes_out_of_reach_leave_the_last_good_ones_in_use(string operation)
    {
        await StartAsync();
        await ReplaceShapesAsync(SquareShapes.Json(shift: -1));
        Shapes.Faults.StrikeNext(operation, FaultMoment.Before);
        var message = await CommitAsync();

        var (first, _) = await DeliverAsync(message);
        Assert.Contains("Île-de-France", await ShownAsync(), StringComparison.Ordinal);
        await DeliverAsync(message);

        Assert.Equal(204, first);
        Assert.Single(Logs.Of(2012));
        Assert.Contains("Centre-Val de Loire", await ShownAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shapes_that_vanish_stay_in_use()
    {
        await StartAsync();
        Shapes.Delete(ShapesObject);

        var (status, _) = await DeliverAsync(await CommitAsync());

        Assert.Equal(204, status);
        Assert.Single(Logs.Of(2012));
    }

    [Fact]
    public async Task Messages_at_once_load_new_shapes_once()
    {
        await StartAsync();
        var messages = new List<Core.Messages.PartMessage>();
        for (var run = 0; run < 6; run++) messages.Add(await CommitAsync(run: $"r{run}"));
        await ReplaceShapesAsync(SquareShapes.Json(shift: -1));

        await Task.WhenAll(messages.Select(message => DeliverAsync(message)));

        Assert.Equal(2, Operations().Count(operation => operation == "open"));
    }

    private IEnumerable<string> Operations() =>
        Shapes.Faults.Log.SkipWhile(line => !line.StartsWith("find", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]).Where(operation => operation is "find" or "open" or "read");

    private async Task ReplaceShapesAsync(byte[] shapes)
    {
        Shapes.Delete(ShapesObject);
        await Shapes.CreateAsync(ShapesObject, shapes, Cancellation);
    }
}
