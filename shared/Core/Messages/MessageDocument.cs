namespace Isotherm.Core.Messages;

/// <summary>The JSON form of both messages: a part, or <c>failed</c> with its reason.</summary>
internal sealed record MessageDocument
{
    public required int SchemaVersion { get; init; }

    public required string Run { get; init; }

    public required string Slot { get; init; }

    public required string Hour { get; init; }

    public required string StartedAt { get; init; }

    public string? Bucket { get; init; }

    public string? Object { get; init; }

    public long? Generation { get; init; }

    public int? Part { get; init; }

    public int? Parts { get; init; }

    public string? Failed { get; init; }
}
