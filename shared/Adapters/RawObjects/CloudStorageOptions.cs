namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// How Cloud Storage is reached and how patiently. The waits are those of Google's documented retry strategy
/// (truncated exponential back-off with jitter, 1 s doubling to 32 s).
/// </summary>
public sealed record CloudStorageOptions
{
    /// <summary>The environment variable by which official clients find an emulator.</summary>
    public const string EmulatorVariable = "STORAGE_EMULATOR_HOST";

    /// <summary>Chunks of a resumable upload are multiples of this, but for the last.</summary>
    public const int ChunkQuantum = 256 * 1024;

    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    /// <summary>Scheme, host and port of the JSON API.</summary>
    public Uri Endpoint { get; init; } = new("https://storage.googleapis.com/");

    /// <summary>
    /// Bytes held in memory of an object being written. What is not larger goes in one request, what is larger in a
    /// resumable upload with chunks of this size.
    /// </summary>
    public int ChunkBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Objects asked for in one page of a listing.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>The wait after the first failure; doubled after each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, unless the service asks for a longer one.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>The longest that an operation tries without getting anywhere.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>The longest that one request may take, with its body, to its answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a download may stand still before it is resumed.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the variable <see cref="EmulatorVariable"/> points, with or without a scheme.</summary>
    /// <param name="value">Its value; null or empty for the service itself.</param>
    /// <param name="refusal">Why the value is no address, or null.</param>
    public static CloudStorageOptions? ForEmulator(string? value, out string? refusal)
    {
        refusal = null;
        if (string.IsNullOrWhiteSpace(value)) return new CloudStorageOptions();
        var text = value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address is { Query: "", Fragment: "", UserInfo: "" })
            return new CloudStorageOptions { Endpoint = address };
        refusal = $"{EmulatorVariable} is no address: write host:port or http://host:port.";
        return null;
    }

    /// <exception cref="ArgumentException">A figure that cannot work.</exception>
    internal void Validate()
    {
        if (ChunkBytes <= 0 || ChunkBytes % ChunkQuantum != 0)
            throw new ArgumentException($"{nameof(ChunkBytes)} is {ChunkBytes}, no multiple of {ChunkQuantum}.");
        if (PageSize is < 1 or > 1000) throw new ArgumentException($"{nameof(PageSize)} is not from 1 to 1000.");
        if (FirstDelay < TimeSpan.Zero || MaxDelay < FirstDelay)
            throw new ArgumentException($"{nameof(FirstDelay)} and {nameof(MaxDelay)} are not in order.");
        if (Deadline <= TimeSpan.Zero || AttemptTimeout <= TimeSpan.Zero || StallTimeout <= TimeSpan.Zero)
            throw new ArgumentException("A time limit is not above zero.");
    }
}
