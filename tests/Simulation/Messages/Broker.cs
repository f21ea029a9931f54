using System.Globalization;
using Isotherm.Core.Messages;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.Messages;

/// <summary>
/// A topic with one push subscription, no politer than the real one: duplicates, any order, long delays, deliveries
/// after an ack, wrong counts of attempts, dead letters, also twice.
/// </summary>
internal sealed class Broker(Wire wire, Draws draws, Func<Delivery, Task<int?>> push)
{
    private const int MostAttempts = 100;
    private const int FewAttempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly List<BrokerMessage> _messages = [];
    private readonly int _mostAttempts = wire.Faults.Has(Mishap.FewAttempts) ? FewAttempts : MostAttempts;

    public IReadOnlyList<BrokerMessage> Messages => _messages;

    /// <summary>What the broker gave up, in its dead-letter topic: perhaps twice.</summary>
    public List<BrokerMessage> DeadLetters { get; } = [];

    /// <summary>Takes a message and delivers it from now on.</summary>
    public void Take(OutgoingMessage content)
    {
        var id = (_messages.Count + 1).ToString(CultureInfo.InvariantCulture);
        var message = new BrokerMessage(id, content, wire.Loop.Now);
        _messages.Add(message);
        wire.Loop.Trace.Add(wire.Loop.Now, "published", id, content.Body);
        var copies = 1;
        while (copies < 5 && wire.Faults.Happens(Mishap.Duplicate)) copies++;
        for (var i = 0; i < copies; i++) Schedule(message, FirstDelay());
    }

    private TimeSpan FirstDelay() =>
        wire.Faults.Happens(Mishap.LongDelay)
            ? draws.Time(TimeSpan.FromHours(3)) : draws.Time(TimeSpan.FromSeconds(2));

    private void Schedule(BrokerMessage message, TimeSpan after)
    {
        message.Pending++;
        wire.Loop.AddAt(wire.Loop.World, after, _ => Deliver(message), null);
    }

    private async void Deliver(BrokerMessage message)
    {
        if (message.IsDone && !wire.Faults.Happens(Mishap.RedeliveredAfterAck))
        {
            message.Pending--;
            return;
        }

        message.Attempts++;
        if (wire.Faults.IsOver) message.CalmAttempts++;
        wire.Loop.Trace.Add(wire.Loop.Now, "push", message.Id);
        var status = await push(new Delivery(message, Counted(message)));
        message.Pending--;
        wire.Loop.Trace.Add(
            wire.Loop.Now, "pushed", message.Id, status?.ToString(CultureInfo.InvariantCulture) ?? "no answer");
        var isAck = status is 102 or 200 or 201 or 202 or 204;
        if (isAck) message.IsAcked = true;
        if (isAck && wire.Faults.Happens(Mishap.RedeliveredAfterAck)) Schedule(message, draws.Time(LongestPause));
        if (isAck || message.IsDone) return;
        if (message.Attempts >= _mostAttempts) Bury(message);
        else if (message.Pending == 0) Schedule(message, Pause(message.Attempts));
    }

    private void Bury(BrokerMessage message)
    {
        message.IsDead = true;
        DeadLetters.Add(message);
        if (wire.Faults.Happens(Mishap.DeadLetteredTwice)) DeadLetters.Add(message);
    }

    private static TimeSpan Pause(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>The count is best effort; null when the subscription does not say.</summary>
    private int? Counted(BrokerMessage message)
    {
        if (wire.Faults.Happens(Mishap.AttemptMissing)) return null;
        return wire.Faults.Happens(Mishap.AttemptWrong) ? draws.Between(0, 200) : message.Attempts;
    }
}
