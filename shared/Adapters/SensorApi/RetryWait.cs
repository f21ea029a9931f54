using System.Globalization;

namespace Isotherm.Adapters.SensorApi;

/// <summary>How long to wait before the next try.</summary>
internal static class RetryWait
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Exponential back-off with full jitter (any wait from zero to 0.5 s, 1 s, 2 s, ... at most 10 s), but not before
    /// the moment that the answer asks for.
    /// </summary>
    /// <param name="tries">Tries so far, from 1.</param>
    /// <param name="answer">The answer to the last one, if there was any.</param>
    /// <param name="now">The clock.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan After(int tries, HttpResponseMessage? answer, DateTimeOffset now, double jitter)
    {
        var ceiling = Math.Min(First.TotalSeconds * Math.Pow(2, tries - 1), Longest.TotalSeconds);
        var wait = TimeSpan.FromSeconds(ceiling * jitter);
        var asked = Asked(answer, now);
        return asked > wait ? asked : wait;
    }

    private static TimeSpan Asked(HttpResponseMessage? answer, DateTimeOffset now)
    {
        if (answer is null) return TimeSpan.Zero;
        if (!answer.Headers.NonValidated.TryGetValues("Retry-After", out var values)) return TimeSpan.Zero;
        var text = values.ToString().Trim();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            // More digits than an int takes ask for a wait that no deadline allows.
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        }

        return answer.Headers.RetryAfter?.Date is { } date ? date - now : TimeSpan.Zero;
    }
}
