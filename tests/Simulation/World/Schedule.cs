using Isotherm.Core.Messages;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.World;

/// <summary>
/// One schedule: a few hours with faults; then the faults end and everything must be caught up; then old messages are
/// replayed and nothing may change.
/// </summary>
internal sealed class Schedule
{
    private const long MostSteps = 200_000;
    private const int MostHours = 3;
    private const int CalmDeliveries = 5;

    private static readonly DateTimeOffset Start = new(2019, 2, 19, 13, 59, 50, TimeSpan.Zero);
    private static readonly Dictionary<string, string> NoAttributes = [];

    private readonly SimulatedWorld _world;
    private readonly Draws _draws;
    private readonly CloudScheduler _scheduler;
    private readonly People _people;
    private readonly PlantedSweep _sweep;
    private readonly DateTimeOffset[] _hours;
    private readonly TimeSpan _day;

    private Schedule(ScheduleOptions options, Trace trace)
    {
        _draws = new Draws(options.Seed);
        var faults = options.Strikes is { } strikes ? FaultPlan.Chosen(_draws, strikes) : FaultPlan.Drawn(_draws);
        _world = new SimulatedWorld(_draws.Branch(), faults, trace, Start, options.Planted);
        var first = Start.AddSeconds(10);
        _hours = [.. Enumerable.Range(0, _draws.Between(1, MostHours)).Select(i => first.AddHours(i))];
        _day = _hours[^1] - Start + _draws.Time(TimeSpan.FromHours(2)) + TimeSpan.FromMinutes(10);
        _scheduler = new CloudScheduler(_world, _draws.Branch());
        _people = new People(_world, _draws.Branch(), _scheduler, _day);
        _sweep = (world, run) => options.Planted?.Sweep(world, run) ?? run.Messages;
    }

    private delegate IReadOnlyList<string> PlantedSweep(SimulatedWorld world, Oracle.ExpectedRun run);

    public static ScheduleResult Run(ScheduleOptions options)
    {
        var trace = new Trace(options.KeepTrace);
        var schedule = new Schedule(options, trace);
        schedule.Play();
        var world = schedule._world;
        return new ScheduleResult(
            world.Verdict.Violation,
            trace.Hash,
            trace.Lines,
            world.Loop.Steps,
            world.Faults.Calls,
            world.Faults.Struck);
    }

    private void Play()
    {
        Day();
        if (!Finish()) return;
        CalmHour();
        if (!Finish()) return;
        CheckQueue();
        Sweep();
        if (!Finish()) return;
        CheckCaughtUp();
        if (_world.ShapesStore.Ever.Count > 1 || _world.AggregationsShown.HasLag)
        {
            // Everything is evaluated again under the shapes that hold now, and what earlier releases lacked is filled;
            // after that a replay is nothing.
            Replay();
            if (!Finish()) return;
            _world.AggregationsShown.HasLag = false;
            CheckCaughtUp();
        }

        var before = _world.Tables.Dump();
        Replay();
        if (!Finish()) return;
        CheckCaughtUp();
        _world.Verdict.Require(
            before == _world.Tables.Dump(), Invariant.ReplayIsNothing, $"A replay of old messages changed the tables.");
    }

    /// <summary>Hours with faults, up to the moment at which they end.</summary>
    private void Day()
    {
        var loop = _world.Loop;
        foreach (var hour in _hours)
            loop.AddAt(loop.World, hour - Start, _ => loop.Start(loop.World, () => _scheduler.FireAsync(hour)), null);
        _people.Begin(_hours);
        loop.AddAt(loop.World, _day, _ => EndFaults(), null);
    }

    private void EndFaults()
    {
        _world.Loop.Trace.Add(_world.Loop.Now, "the faults end", "");
        if (_world.Faults.Has(Mishap.OldRevision)) _world.AggregateFleet.Renew();
        _world.Faults.End();
        _people.End();
    }

    /// <summary>One more hour without a fault: it must be done at the first try.</summary>
    private void CalmHour() => _world.Loop.Start(_world.Loop.World, async () =>
    {
        var now = _world.Loop.Now;
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        await _world.Loop.WaitAsync(hour - now);
        _world.Demand.Scheduled(hour);
        var status = await _scheduler.PostAsync(hour, "");
        _world.Verdict.Require(status is 200, Invariant.CatchesUp, $"Without a fault fetch answered {status}.");
    });

    /// <summary>What the broker gave up, and what was committed but never announced, is published again.</summary>
    private void Sweep()
    {
        foreach (var letter in _world.Broker.DeadLetters.DistinctBy(letter => letter.Id).ToArray())
            _world.Publish(letter.Content);
        foreach (var run in _world.Expected.Runs.Where(run => !_world.Tables.Complete(run.Key).Any()).ToArray())
        {
            foreach (var message in _sweep(_world, run)) _world.Publish(new OutgoingMessage(message, NoAttributes));
        }
    }

    /// <summary>Every message of every run at least once more, and some old ones, in any order.</summary>
    private void Replay()
    {
        var messages = _world.Expected.Runs.SelectMany(run => run.Messages).ToList();
        for (var i = _draws.Below(4); i > 0; i--) messages.Add(_draws.Of(_world.Broker.Messages).Content.Body);
        foreach (var message in messages) _world.Publish(new OutgoingMessage(message, NoAttributes));
    }

    private bool Finish()
    {
        var ended = _world.Loop.Run(MostSteps);
        _world.Verdict.Require(
            !_world.Loop.HasEscaped, Invariant.StaysInTheLoop, $"A continuation ran on another thread.");
        _world.Verdict.Require(ended, Invariant.CatchesUp, $"It did not come to rest within {MostSteps} steps.");
        return _world.Verdict.Violation is null;
    }

    private void CheckQueue()
    {
        foreach (var message in _world.Broker.Messages)
        {
            _world.Verdict.Require(
                message.IsDone, Invariant.CatchesUp, $"Message {message.Id} is neither acked nor dead.");
            _world.Verdict.Require(
                message.CalmAttempts <= CalmDeliveries,
                Invariant.CatchesUp,
                $"Message {message.Id} took {message.CalmAttempts} deliveries after the faults ended.");
        }
    }

    private void CheckCaughtUp()
    {
        CheckQueue();
        var verdict = _world.Verdict;
        foreach (var run in _world.Expected.Runs)
        {
            verdict.Require(
                _world.Tables.Complete(run.Key).Any(), Invariant.CatchesUp, $"{run.Key} is not evaluated in the end.");
            _world.Tables.CheckHour(HourOf(run.Hour));
        }

        foreach (var body in _world.Answers.Poison)
        {
            verdict.Require(
                _world.Answers.DeadLetters.Exists(letter => letter.Body == body)
                    || _world.Broker.DeadLetters.Exists(letter => letter.Content.Body == body),
                Invariant.DeadLettersAreWhole,
                $"A message that can never succeed is nowhere: {body}");
        }

        verdict.Require(
            _world.Database.Open == 0, Invariant.IsBounded, $"{_world.Database.Open} transactions are open.");
        verdict.Require(_world.Api.Misuse is null, Invariant.KeyIsHidden, $"{_world.Api.Misuse}");
    }

    private static Core.Runs.Hour HourOf(string text) =>
        Core.Runs.Hour.TryParse(text, out var hour) ? hour : throw new FormatException(text);
}
