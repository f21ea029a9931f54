namespace Isotherm.Hosting;

/// <summary>One message of Pub/Sub.</summary>
/// <param name="Data">Its body, decoded from base64; empty when it has none.</param>
/// <param name="Attributes">Its attributes; never null.</param>
/// <param name="MessageId">Unique within the topic.</param>
/// <param name="PublishTime">RFC 3339 text as received, all decimals kept; empty when the sender does not say.</param>
public sealed record PubsubMessage(
    ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string> Attributes, string MessageId, string PublishTime);
