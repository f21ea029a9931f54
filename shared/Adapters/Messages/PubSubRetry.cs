namespace Isotherm.Adapters.Messages;

/// <summary>
/// How long a publish is tried. The waits are those that Google publishes for this call (0.1 s, four times longer
/// after each try), cut shorter to fit a request that somebody waits for, and spread by full jitter.
/// </summary>
public sealed record PubSubRetry
{
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(45);

    /// <summary>All tries of one publish, waits included.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>One try, from the connection to the last byte of the answer.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest wait after the first try.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after any try, unless the answer asks for more.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    private const int Factor = 4;

    /// <summary>How long to wait before the next try.</summary>
    /// <param name="tries">Tries so far, from 1.</param>
    /// <param name="asked">What the answer asked for; zero when it did not.</param>
    /// <param name="jitter">From 0 to 1.</param>
    internal TimeSpan WaitAfter(int tries, TimeSpan asked, double jitter)
    {
        var ceiling = Math.Min(FirstWait.TotalSeconds * Math.Pow(Factor, tries - 1), LongestWait.TotalSeconds);
        var wait = TimeSpan.FromSeconds(ceiling * jitter);
        return asked > wait ? asked : wait;
    }
}
