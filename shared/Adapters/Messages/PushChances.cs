using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Adapters.Messages;

/// <summary>What a broker leaves to chance, repeatable by its seed. Not safe for several threads at once.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Nothing secret comes of it, and it has to be repeatable.")]
internal sealed class PushChances(PushBrokerOptions options)
{
    private readonly Random _random = new(options.Seed);

    /// <summary>Whether the next message is delivered twice.</summary>
    public bool IsDuplicate() => _random.NextDouble() < options.DuplicateShare;

    /// <summary>Which of so many messages that are held back goes first.</summary>
    public int First(int count) => options.ReorderWindow == 0 ? 0 : _random.Next(count);

    /// <summary>The wait after n failures: between min·2ⁿ⁻¹ and min·2ⁿ, never over the maximum.</summary>
    public TimeSpan Backoff(int failures)
    {
        double max = options.MaxBackoff.Ticks;
        var least = Math.Min(max, options.MinBackoff.Ticks * Math.Pow(2, failures - 1));
        var most = Math.Min(max, least * 2);
        return TimeSpan.FromTicks((long)(least + (_random.NextDouble() * (most - least))));
    }
}
