using System.Globalization;
using System.Text;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation;

/// <summary>Hands out seeds and adds up what became of them. Safe for several threads.</summary>
internal sealed class CampaignTally(ulong from, ulong count)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _struck = new(StringComparer.Ordinal);
    private ulong _done;
    private ulong _given;
    private long _steps;
    private long _calls;
    private (ulong Seed, ScheduleResult Result)? _failure;

    public ulong? Next()
    {
        lock (_lock) return _failure is null && _given < count ? from + _given++ : null;
    }

    public void Add(ulong seed, ScheduleResult result)
    {
        lock (_lock)
        {
            _done++;
            _steps += result.Steps;
            _calls += result.Calls;
            foreach (var (fault, times) in result.Struck) _struck[fault] = _struck.GetValueOrDefault(fault) + times;
            if (result.Violation is not null && (_failure is null || seed < _failure.Value.Seed))
                _failure = (seed, result);
        }
    }

    public CampaignResult Finish(TimeSpan time)
    {
        var summary = new StringBuilder();
        if (_failure is { } failed) summary.AppendLine(Campaign.Describe(failed.Seed, failed.Result));
        summary.Append(
            CultureInfo.InvariantCulture,
            $"{_done} schedules from seed {from} in {time.TotalSeconds:0.0} s ({_done / time.TotalSeconds:0}/s), ");
        summary.Append(
            CultureInfo.InvariantCulture,
            $"{_steps} steps, {_calls} calls, {_struck.Values.Sum()} faults at {_struck.Count} points: ");
        summary.Append(_failure is null ? "0 violations" : "1 violation, stopped there");
        return new CampaignResult(_done, _failure?.Seed, summary.ToString(), _struck.Keys.ToHashSet());
    }
}
