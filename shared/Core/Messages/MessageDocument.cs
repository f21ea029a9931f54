namespace Isotherm.Core.Messages;

/// <summary>
/// The JSON form of both messages: a part, or <c>failed</c> with its reason. Everything may be missing here, so that the
/// codec can say in its own words what is.
/// </summary>
internal sealed record MessageDocument
{
    public int? SchemaVersion { get; init; }

    public string? Run { get; init; }

    public string? Slot { get; init; }

    public string? Hour { get; init; }

    public string? StartedAt { get; init; }

    public string? Bucket { get; init; }

    public string? Object { get; init; }

    public long? Generation { get; init; }

    public int? Part { get; init; }

    public int? Parts { get; init; }

    public string? Failed { get; init; }
}
