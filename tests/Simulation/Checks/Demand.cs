using System.Globalization;

namespace Isotherm.Simulation.Checks;

/// <summary>Which runs somebody asked for.</summary>
internal sealed class Demand
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _forced;
    private int _manual;

    public void Scheduled(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        _keys.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{utc:yyyy-MM-dd}T{utc:HH}:00:00Z scheduled-{utc:yyyyMMdd}t{utc:HHmmss}z"));
    }

    public void Named(DateTimeOffset hour, string run) => _keys.Add(string.Create(
        CultureInfo.InvariantCulture, $"{hour.UtcDateTime:yyyy-MM-dd}T{hour.UtcDateTime:HH}:00:00Z {run}"));

    /// <summary>A request that carries the next time is a new manual run, each time that it is sent.</summary>
    public void Forced() => _forced++;

    public bool Allows(string key) =>
        _keys.Remove(key) || (key.Contains(" manual-", StringComparison.Ordinal) && ++_manual <= _forced);
}
