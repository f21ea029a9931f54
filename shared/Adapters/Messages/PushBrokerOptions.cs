namespace Isotherm.Adapters.Messages;

/// <summary>The one push subscription of a <see cref="PushBroker"/>.</summary>
public sealed record PushBrokerOptions
{
    /// <summary>The longest ack deadline and back-off that Pub/Sub knows.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(600);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>The name in the envelope: <c>projects/{project}/subscriptions/{subscription}</c>.</summary>
    public string Subscription { get; init; } = "projects/isotherm-local/subscriptions/aggregate";

    /// <summary>A push that has not answered by then is given up and delivered again.</summary>
    public TimeSpan AckDeadline { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The shortest wait before a message is delivered again.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait before a message is delivered again.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Deliveries before a message becomes a dead letter, when there is a topic for those.</summary>
    public int MaxDeliveryAttempts { get; init; } = 100;

    /// <summary>Pushes in flight at the same moment.</summary>
    public int MaxOutstanding { get; init; } = 8;

    /// <summary>
    /// Decides jitter, duplicates and order: with one push in flight, equal seeds give equal deliveries.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>The share of messages (0..1) that are delivered twice, whatever the answer.</summary>
    public double DuplicateShare { get; init; }

    /// <summary>Messages held back to be overtaken by later ones; 0 keeps the order as far as retries allow.</summary>
    public int ReorderWindow { get; init; }

    internal string Project => Subscription.Split('/')[1];

    internal string SubscriptionId => Subscription.Split('/')[3];

    /// <exception cref="ArgumentException">Every mistake, by its name.</exception>
    internal void Check()
    {
        (bool Holds, string Otherwise)[] rules =
        [
            (Subscription.Split('/') is ["projects", [_, ..], "subscriptions", [_, ..]],
                $"{nameof(Subscription)} is not projects/P/subscriptions/S"),
            (AckDeadline >= Shortest && AckDeadline <= Longest, $"{nameof(AckDeadline)} is not 1 ms to 600 s"),
            (MinBackoff >= Shortest && MinBackoff <= Longest, $"{nameof(MinBackoff)} is not 1 ms to 600 s"),
            (MaxBackoff >= MinBackoff && MaxBackoff <= Longest,
                $"{nameof(MaxBackoff)} is not {nameof(MinBackoff)} to 600 s"),
            (MaxDeliveryAttempts is >= 1 and <= 100, $"{nameof(MaxDeliveryAttempts)} is not 1 to 100"),
            (MaxOutstanding is >= 1 and <= 1000, $"{nameof(MaxOutstanding)} is not 1 to 1000"),
            (DuplicateShare is >= 0 and <= 1, $"{nameof(DuplicateShare)} is not 0 to 1"),
            (ReorderWindow is >= 0 and <= 1000, $"{nameof(ReorderWindow)} is not 0 to 1000"),
        ];
        var mistakes = rules.Where(rule => !rule.Holds).Select(rule => rule.Otherwise).ToArray();
        if (mistakes.Length > 0) throw new ArgumentException(string.Join("; ", mistakes) + ".");
    }
}
