namespace Isotherm.Core.Messages;

/// <summary>A message that was put aside, as it lies there.</summary>
/// <param name="Handle">What the place that keeps it knows it by; of no meaning elsewhere.</param>
/// <param name="MessageId">The id that it got there.</param>
/// <param name="PublishedAt">When it was put there.</param>
/// <param name="Body">Its body as bytes.</param>
/// <param name="Attributes">Its own attributes, and those that say why it is there.</param>
public sealed record DeadLetter(
    string Handle,
    string MessageId,
    DateTimeOffset PublishedAt,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Attributes);
