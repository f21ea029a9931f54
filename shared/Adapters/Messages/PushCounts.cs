namespace Isotherm.Adapters.Messages;

/// <summary>What a <see cref="PushBroker"/> did so far.</summary>
/// <param name="Published">Messages taken.</param>
/// <param name="Pushed">Deliveries begun, duplicates and retries included.</param>
/// <param name="Acked">Deliveries that were acknowledged.</param>
/// <param name="Nacked">Deliveries that were not: another answer, none in time, or no connection.</param>
/// <param name="DeadLettered">Deliveries given up and forwarded to the dead-letter topic.</param>
/// <param name="Pending">Deliveries neither acknowledged nor given up.</param>
public readonly record struct PushCounts(
    long Published, long Pushed, long Acked, long Nacked, long DeadLettered, long Pending);
