using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.SensorApi;

/// <summary>Where the readings come from and how much of everything one call may take.</summary>
public sealed record SensorApiOptions
{
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(120);

    /// <summary>Sixteen parts of full size.</summary>
    public const long DefaultMaxBytes = 16L * PartLimits.MaxBytes;

    /// <summary>
    /// The most that may be asked for, 16 GiB: no deadline lets more through, and a manifest of such parts is still a
    /// small object.
    /// </summary>
    public const long MostMaxBytes = 256L * PartLimits.MaxBytes;

    public const int DefaultTries = 3;

    /// <summary>An absolute http or https address; its query is sent, its user info never.</summary>
    public required Uri Url { get; init; }

    /// <summary>The secret for the header <c>X-API-Key</c>: visible ASCII.</summary>
    public required string Key { get; init; }

    /// <summary>Covers every try, every wait between them and the whole body.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>The longest body, after content decoding.</summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Calls in all, the first included.</summary>
    public int Tries { get; init; } = DefaultTries;

    /// <summary>The address as it may be shown and kept: without user info, query and key.</summary>
    public string Source => new KeyMask(Key).Hide(
        Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));

    /// <summary>Whether a key can stand in an HTTP header: 1 to 4,096 visible ASCII characters, no space.</summary>
    public static bool IsKey(string key) =>
        key.Length is > 0 and <= 4096 && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>Never shows the key.</summary>
    public override string ToString() => Source;
}
