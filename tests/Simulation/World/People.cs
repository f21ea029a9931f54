using System.Globalization;
using System.Text;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;
using Isotherm.Simulation.Storage;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.World;

/// <summary>What operators and strangers do while the hours go by.</summary>
internal sealed class People(SimulatedWorld world, Draws draws, CloudScheduler scheduler, TimeSpan day)
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    private static readonly string[] PoisonBodies =
    [
        "no json", "null", "[]", "{}", """{"schema_version":99}""",
        """{"schema_version":1,"run":"../x","slot":"2019-02-19T14:00:00Z"}""",
        Part("raw", "raw/v1/2019/02/19/14/none/x/part-00000.json"),
        Part("elsewhere", "raw/v1/2019/02/19/14/none/x/part-00000.json"),
        Part("raw", "raw/v1/2019/02/19/14/other/x/part-00000.json"),
        Part("raw", "raw/v1/../../etc/passwd"),
    ];

    /// <summary>Plans their day; each thing happens at some time of it.</summary>
    public void Begin(IReadOnlyList<DateTimeOffset> hours)
    {
        var faults = world.Faults;
        if (faults.Has(Mishap.Correction)) Correct(hours);
        if (faults.Has(Mishap.MethodSwitched)) Later(SwitchMethodAsync);
        if (faults.Has(Mishap.ShapesReplaced)) Repeat(2, ReplaceShapes);
        if (faults.Has(Mishap.ShapesCorrupt)) Repeat(1, BreakShapes);
        if (faults.Has(Mishap.OldMessagesReplayed)) Repeat(3, ReplayOld);
        if (faults.Has(Mishap.PoisonMessage)) Repeat(3, SendPoison);
        if (faults.Has(Mishap.BadEnvelope)) Later(SendNoEventAsync);
    }

    /// <summary>What holds at the end of the day: good shapes, so that waiting messages can go on.</summary>
    public void End()
    {
        if (world.ShapesStore.Find(SimulatedWorld.ShapesObject) is var (_, bytes)
            && !ShapeVariants.Good.Any(good => good.Bytes == bytes)) ReplaceShapes();
    }

    public async Task SwitchMethodAsync()
    {
        var process = new Process(world.Loop, "method");
        var clock = new VirtualClock(world.Loop, process, TimeSpan.Zero);
        var change = new MethodSwitch(world.TablesFor(clock), clock);
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                await change.SwitchAsync(Method.Polygon, progress: null, CancellationToken.None);
                return;
            }
            catch (TransientException)
            {
                await world.Loop.WaitAsync(TimeSpan.FromMinutes(1));
            }
        }
    }

    /// <summary>
    /// One correction, perhaps another: at any time, or so close to each other and to the firing that all are at once.
    /// </summary>
    private void Correct(IReadOnlyList<DateTimeOffset> hours)
    {
        var hour = draws.Of(hours);
        var isClose = draws.Chance(0.5);
        for (var number = draws.Between(1, 2); number > 0; number--)
        {
            var run = string.Create(CultureInfo.InvariantCulture, $"fix-{number}");
            var at = isClose ? hour - world.Loop.Now + draws.Time(TimeSpan.FromSeconds(3)) : draws.Time(day);
            Start(() => scheduler.CorrectAsync(hour, run), at);
        }
    }

    private void Repeat(int most, Action act)
    {
        for (var i = draws.Between(1, most); i > 0; i--)
        {
            Later(() =>
            {
                act();
                return Task.CompletedTask;
            });
        }
    }

    private void Later(Func<Task> act) => Start(act, draws.Time(day));

    private void Start(Func<Task> act, TimeSpan at) =>
        world.Loop.AddAt(world.Loop.World, at, _ => world.Loop.Start(world.Loop.World, act), null);

    private void ReplaceShapes() => world.PutShapes(draws.Of(ShapeVariants.Good).Bytes);

    /// <summary>Refused, and mended by the next import.</summary>
    private void BreakShapes()
    {
        world.PutShapes(draws.Of(ShapeVariants.Bad));
        world.Loop.AddAt(world.Loop.World, draws.Time(TimeSpan.FromMinutes(20)), _ => ReplaceShapes(), null);
    }

    private void ReplayOld()
    {
        if (world.Broker.Messages.Count == 0) return;
        for (var i = draws.Between(1, 4); i > 0; i--)
            world.Broker.Take(draws.Of(world.Broker.Messages).Content);
    }

    private void SendPoison()
    {
        var body = draws.Of(PoisonBodies);
        if (draws.Chance(0.3) && world.Expected.Runs.Count > 0)
            body = Spoiled(draws.Of([.. world.Expected.Runs]).Messages[0]);
        world.Answers.Poison.Add(body);
        world.Publish(new OutgoingMessage(body, NoAttributes));
    }

    /// <summary>A message of a run that is there, but of a generation that is not.</summary>
    private static string Spoiled(string message) =>
        message.Replace("\"generation\":1", "\"generation\":9", StringComparison.Ordinal);

    private async Task SendNoEventAsync()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"message":{"data":"%"}}"""));
        context.Response.Body = new MemoryStream();
        var status = await world.AggregateFleet.SendAsync(context);
        world.Verdict.Require(
            status is null or 400, Invariant.SuccessIsDurable, $"A request that is no event was answered {status}.");
    }

    private static string Part(string bucket, string name) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"schema_version":1,"run":"none","slot":"2019-02-19T14:00:00Z","hour":"2019-02-19T14:00:00Z",
        "started_at":"2019-02-19T14:00:00.000000Z","bucket":"{{bucket}}","object":"{{name}}",
        "generation":1001,"part":0,"parts":1}
        """);
}
