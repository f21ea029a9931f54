using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Adapters.SensorApi;
using Isotherm.Aggregate;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;
using Isotherm.Simulation.Messages;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.Planted;
using Isotherm.Simulation.Processes;
using Isotherm.Simulation.SensorApi;
using Isotherm.Simulation.Storage;
using Isotherm.Simulation.Tables;

namespace Isotherm.Simulation.World;

/// <summary>Everything of one schedule: the services of the cloud, the product on them, and who watches.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The log holds nothing.")]
internal sealed class SimulatedWorld
{
    public const string ShapesObject = "shapes/regions.geojson";

    /// <summary>
    /// How instances of fetch cut answers of up to eight readings; two revisions may differ in it. No reading is longer
    /// than the shorter limit of bytes.
    /// </summary>
    private static readonly PartLimits[] Limits = [PartLimits.Default, new(400, 100), new(4_000, 3), new(4_000, 1)];

    private static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(300);

    private readonly Draws _ids;
    private readonly Draws _cuts;
    private readonly Draws _forms;
    private readonly PlantedBug? _planted;
    private readonly SimulatedBucket _raw;
    private readonly SimulatedBucket _shapes;
    private readonly SimulatedTopic _topic;
    private readonly SimulatedTopic _deadLetters;
    private readonly WatchedLogs _logs;
    private int _id;

    public SimulatedWorld(Draws draws, FaultPlan faults, Trace trace, DateTimeOffset start, PlantedBug? planted)
    {
        _planted = planted;
        (_ids, _cuts, _forms) = (draws.Branch(), draws.Branch(), draws.Branch());
        Loop = new SimulationLoop(draws.Branch(), start, trace);
        Faults = faults;
        Wire = new Wire(Loop, faults);
        Verdict = new Verdict(Loop);
        Api = new SimulatedSensorApi(Wire, new SensorApiScript(faults, draws.Branch()));
        Database = new Database(Wire);
        Raw = new RawWatch(RawStore, Api, Expected, Demand, Verdict);
        AggregationsShown = new AggregationsWatch(Database, Expected, Verdict);
        Tables = new TablesWatch(Database, Expected, AggregationsShown, Verdict);
        Answers = new AnswerWatch(Database, Expected, Raw, Verdict);
        RawStore.Written = Raw.See;
        Database.Committed = Tables.See;
        Broker = new Broker(Wire, draws.Branch(), PushAsync);
        _raw = new SimulatedBucket(RawStore, Wire);
        _shapes = new SimulatedBucket(ShapesStore, Wire);
        _topic = new SimulatedTopic(Site.Publish, Publish, Wire);
        _deadLetters = new SimulatedTopic(Site.DeadLetter, Answers.SeeDeadLetter, Wire);
        _logs = new WatchedLogs(Loop, line => Raw.RequireNoKey(line, "a log line"));
        FetchFleet = new Fleet(Wire, draws.Branch(), "fetch", StartFetch);
        AggregateFleet = new Fleet(Wire, draws.Branch(), "aggregate", StartAggregate);
        SetUp();
    }

    public SimulationLoop Loop { get; }

    public FaultPlan Faults { get; }

    public Wire Wire { get; }

    public Verdict Verdict { get; }

    public SimulatedStore RawStore { get; } = new("raw");

    public SimulatedStore ShapesStore { get; } = new("shapes");

    public SimulatedSensorApi Api { get; }

    public Database Database { get; }

    public Broker Broker { get; }

    public Expectation Expected { get; } = new();

    public Demand Demand { get; } = new();

    public RawWatch Raw { get; }

    public TablesWatch Tables { get; }

    public AggregationsWatch AggregationsShown { get; }

    public AnswerWatch Answers { get; }

    public Fleet FetchFleet { get; }

    public Fleet AggregateFleet { get; }

    /// <summary>Takes a message of anybody into the topic.</summary>
    public void Publish(OutgoingMessage message)
    {
        Answers.SeePublished(message);
        Broker.Take(message);
    }

    public void PutShapes(byte[] bytes) =>
        ShapesStore.Put(ShapesObject, bytes, ShapesStore.Find(ShapesObject)?.Stored.Generation ?? 0);

    /// <summary>The tables as one process reaches them.</summary>
    public SimulatedTables TablesFor(TimeProvider clock) => new(Database, Wire, clock, Verdict);

    /// <summary>The answer, or null when there is none in that time.</summary>
    public async Task<int?> WithinAsync(Task<int?> answer, TimeSpan deadline)
    {
        var first = await Task.WhenAny(answer, Loop.WaitAsync(deadline));
        return first == answer ? await answer : null;
    }

    private void SetUp()
    {
        foreach (var (_, hash, shapes) in ShapeVariants.Good) Expected.AddShapes(hash, shapes);
        PutShapes(ShapeVariants.Good[0].Bytes);
        var install = Database.Begin();
        Database.Settings.At("method").TryLock(install, exclusive: true);
        Database.Settings.Put("method", new Setting(Method.Rectangle), install);
        Database.Commit(install);
    }

    private async Task<int?> PushAsync(Delivery delivery)
    {
        var context = PushRequest.Of(delivery, _forms);
        AnswerWatch.Mark(context, delivery);
        var deadline = Faults.Happens(Mishap.AckDeadline) ? TimeSpan.FromSeconds(1) : AckDeadline;
        return await WithinAsync(AggregateFleet.SendAsync(context), deadline);
    }

    private Instance StartFetch(Process process, TimeProvider clock)
    {
        var api = new SensorApiOptions
        {
            Url = SimulatedSensorApi.Url,
            Key = SimulatedSensorApi.Key,
            MaxBytes = SimulatedSensorApi.MostBytes,
        };
        var options = new FetchOptions(api, SlotLength.Hourly) { PartLimits = _cuts.Of(Limits) };
        var bucket = _planted?.RawBucket(this, _raw) ?? _raw;
        var topic = _planted?.Topic(this, _topic) ?? _topic;
        var parts = new FetchParts(bucket, topic, clock, _logs)
        {
            NewId = NewId,
            Jitter = _ids.Share,
            SensorApi = Api,
        };
        var fetch = new Fetch.Function(options, parts);
        var function = _planted?.Fetch(this, fetch) ?? fetch;
        var program = new InstanceProgram(function, options.WorkTimeout, clock, _ => Task.CompletedTask);
        return new Instance(Wire, process, Site.FetchAnswer, program) { Answering = Answers.SeeFetch };
    }

    private Instance StartAggregate(Process process, TimeProvider clock)
    {
        ITables tables = TablesFor(clock);
        tables = _planted?.Tables(this, tables, clock) ?? tables;
        var bucket = _planted?.RawBucket(this, _raw) ?? _raw;
        var options = AggregateOptions.Default with { ShapesObject = ShapesObject, Aggregations = Aggregations() };
        var parts = new AggregateParts(
            bucket, bucket, _shapes, _deadLetters, new RunRecorder(tables, clock), clock, _logs);
        var aggregate = new Aggregate.Function(options, parts);
        IHttpFunction function = new CloudEventEndpoint(aggregate, _logs.CreateLogger("aggregate"));
        function = _planted?.Aggregate(this, function) ?? function;
        var program = new InstanceProgram(function, options.WorkTimeout, clock, aggregate.PrepareAsync);
        return new Instance(Wire, process, Site.AggregateAnswer, program) { Answering = Answers.SeeAggregate };
    }

    private IReadOnlyList<Aggregation> Aggregations()
    {
        if (!Faults.Happens(Mishap.OldRevision)) return RegisteredAggregations.All;
        AggregationsShown.HasLag = true;
        return [.. RegisteredAggregations.All.Take(Faults.Details.Below(RegisteredAggregations.All.Count))];
    }

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"{++_id:0000}{_ids.Next():x16}");
}
