namespace Isotherm.Adapters.SensorApi;

/// <summary>What became of one call of the sensor API. Nothing in it holds the API key.</summary>
public sealed record SensorApiAnswer
{
    /// <summary>The most that is kept of a body, in bytes.</summary>
    public const int MaxHead = 1024 * 1024;

    /// <summary>The HTTP status; null when the answer was no valid HTTP.</summary>
    public int? Status { get; init; }

    /// <summary>Why the answer is none, in one sentence; null when its body was handed over to its end.</summary>
    public string? Refusal { get; init; }

    /// <summary>Bytes of the body that were received, after content decoding.</summary>
    public long Received { get; init; }

    /// <summary>The first bytes of the body, at most <see cref="MaxHead"/>; the key in them is masked.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>Whether the body, as far as it was received, holds the key: then only the head may be kept.</summary>
    public bool HoldsKey { get; init; }
}
