namespace Isotherm.Fetch;

/// <summary>The JSON form of a record in quarantine.</summary>
internal sealed record QuarantineRecord
{
    public int SchemaVersion { get; init; } = 1;

    public required string Run { get; init; }

    public required string Slot { get; init; }

    public required string Hour { get; init; }

    public required string Attempt { get; init; }

    public required string StartedAt { get; init; }

    public required string Source { get; init; }

    /// <summary>The HTTP status, when the answer was HTTP at all.</summary>
    public int? Status { get; init; }

    public required string Reason { get; init; }

    /// <summary>Bytes of the body before the fault, when the fault is in the body.</summary>
    public long? Offset { get; init; }

    public required long ReceivedBytes { get; init; }

    /// <summary>
    /// The raw objects that hold the body, in order, when it is too long to stand here. The whole parts among them were
    /// closed with a bracket, the next one opened with one; what stood between them is not kept.
    /// </summary>
    public IReadOnlyList<QuarantinedObject>? Objects { get; init; }

    /// <summary>The head of the body, the API key in it masked, as base64.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Whether more was received than stands here.</summary>
    public required bool BodyIsCut { get; init; }
}
