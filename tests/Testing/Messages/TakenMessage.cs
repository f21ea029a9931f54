namespace Isotherm.Testing.Messages;

/// <summary>A message as a topic took it.</summary>
public sealed record TakenMessage(
    string MessageId, DateTimeOffset PublishTime, string Body, IReadOnlyDictionary<string, string> Attributes);
