using Isotherm.Core.Messages;

namespace Isotherm.Simulation.Messages;

/// <summary>A message that the broker has taken.</summary>
internal sealed class BrokerMessage(string id, OutgoingMessage content, DateTimeOffset publishedAt)
{
    public string Id => id;

    public OutgoingMessage Content => content;

    public DateTimeOffset PublishedAt => publishedAt;

    public int Attempts { get; set; }

    /// <summary>Deliveries since the faults ended: few must be enough.</summary>
    public int CalmAttempts { get; set; }

    public bool IsAcked { get; set; }

    public bool IsDead { get; set; }

    public bool IsDone => IsAcked || IsDead;

    /// <summary>Deliveries that are due or under way.</summary>
    public int Pending { get; set; }
}
