using Isotherm.Core.Failures;

namespace Isotherm.Testing;

/// <summary>
/// Where a double is rude: its operations are counted from 1, and chosen ones fail with
/// <see cref="TransientException"/>, before or after their effect, once or for good.
/// </summary>
public sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<string> _log = [];
    private readonly List<Strike> _strikes = [];

    /// <summary>Operations seen so far.</summary>
    public int Operations => Log.Count;

    /// <summary>The operations in order: <c>{operation} {name}</c>, with <c>!</c> where one was struck.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock) return [.. _log];
        }
    }

    /// <summary>Strikes the n-th operation from the start, counted from 1; for good: every later one, too.</summary>
    public void StrikeAt(int operation, FaultMoment moment, bool forGood = false) =>
        Add(new Strike(operation, null, moment, forGood));

    /// <summary>Strikes the next operation of that kind; for good: every one of that kind.</summary>
    public void StrikeNext(string operation, FaultMoment moment, bool forGood = false) =>
        Add(new Strike(null, operation, moment, forGood));

    /// <summary>From here on everything works.</summary>
    public void Clear()
    {
        lock (_lock) _strikes.Clear();
    }

    /// <summary>Does one operation of a double, and fails on the side that was asked for.</summary>
    public T Around<T>(string operation, string name, Func<T> effect)
    {
        var moment = Count(operation, name);
        if (moment == FaultMoment.Before) throw Failure(operation, name, "struck before it happened");
        var result = effect();
        if (moment == FaultMoment.After) throw Failure(operation, name, "its answer was lost");
        return result;
    }

    private static TransientException Failure(string operation, string name, string what) =>
        new($"The {operation} of '{name}' failed: {what}.");

    private FaultMoment? Count(string operation, string name)
    {
        lock (_lock)
        {
            var number = _log.Count + 1;
            var strike = _strikes.Find(s => s.Hits(number, operation));
            _log.Add($"{operation} {name}{(strike is null ? "" : "!")}");
            if (strike is { ForGood: false }) _strikes.Remove(strike);
            return strike?.Moment;
        }
    }

    private void Add(Strike strike)
    {
        lock (_lock) _strikes.Add(strike);
    }

    private sealed record Strike(int? Number, string? Operation, FaultMoment Moment, bool ForGood)
    {
        public bool Hits(int number, string operation) =>
            Operation is not null ? Operation == operation : ForGood ? number >= Number : number == Number;
    }
}
