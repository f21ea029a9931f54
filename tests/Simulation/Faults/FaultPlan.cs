using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.Faults;

/// <summary>
/// Which faults a seed has and how often they strike: each point is on for a quarter of the seeds, and a point that is
/// on strikes by a chance of its own. Nothing strikes once the faults are over.
/// </summary>
internal sealed class FaultPlan
{
    private const double MostLockWaits = 0.03;

    private static readonly int Blows = Enum.GetValues<Blow>().Length;
    private static readonly double[] Rates = [0.01, 0.03, 0.1, 0.25];

    /// <summary>A transaction has some 25 statements: at more it would hardly ever end, and teach nothing.</summary>
    private static readonly double[] StatementRates = [0.003, 0.01, 0.03];

    private readonly Draws _draws;
    private readonly double[] _blows = new double[Enum.GetValues<Site>().Length * Blows];
    private readonly double[] _mishaps = new double[Enum.GetValues<Mishap>().Length];

    private FaultPlan(Draws draws) => _draws = draws;

    /// <summary>How often each point struck, by its name.</summary>
    public Dictionary<string, int> Struck { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls of sites so far: what the exhaustive layer counts.</summary>
    public int Calls { get; private set; }

    /// <summary>Strikes chosen calls instead of drawn ones.</summary>
    public IReadOnlyList<Strike> Strikes { get; private init; } = [];

    public bool IsOver { get; private set; }

    public void End() => IsOver = true;

    public static FaultPlan Drawn(Draws draws)
    {
        var plan = new FaultPlan(draws.Branch());
        var calm = draws.Chance(0.05);
        var share = draws.Chance(0.5) ? 0.25 : 0.1;
        for (var i = 0; i < plan._blows.Length; i++)
            plan._blows[i] = calm ? 0 : Rate(draws, share, i / Blows == (int)Site.Statement ? StatementRates : Rates);
        for (var i = 0; i < plan._mishaps.Length; i++) plan._mishaps[i] = calm ? 0 : Rate(draws, 0.25, Rates);
        ref var lockWaits = ref plan._mishaps[(int)Mishap.LockWaitTimeout];
        lockWaits = Math.Min(lockWaits, MostLockWaits);
        return plan;
    }

    public static FaultPlan Chosen(Draws draws, IReadOnlyList<Strike> strikes) =>
        new(draws.Branch()) { Strikes = strikes };

    /// <summary>Counts one call; the numbers of <see cref="Strike.Call"/> are these.</summary>
    public int Count() => ++Calls;

    public bool IsStruckAt(Site site, Blow blow, int call)
    {
        if (IsOver) return false;
        var strikes = IsStruck(site, blow, call);
        if (strikes) Note($"{site}.{blow}");
        return strikes;
    }

    public bool Happens(Mishap mishap)
    {
        var rate = _mishaps[(int)mishap];
        if (IsOver || rate == 0 || !_draws.Chance(rate)) return false;
        Note(mishap.ToString());
        return true;
    }

    /// <summary>Whether a mishap that is drawn once for a seed belongs to it.</summary>
    public bool Has(Mishap mishap)
    {
        var has = !IsOver && _mishaps[(int)mishap] > 0;
        if (has) Note(mishap.ToString());
        return has;
    }

    /// <summary>For what a fault is like in detail.</summary>
    public Draws Details => _draws;

    private bool IsStruck(Site site, Blow blow, int call)
    {
        foreach (var strike in Strikes)
        {
            if (strike.Blow == blow && (strike.ForGood ? call >= strike.Call : call == strike.Call)) return true;
        }

        var rate = _blows[((int)site * Blows) + (int)blow];
        return rate > 0 && _draws.Chance(rate);
    }

    private static double Rate(Draws draws, double share, double[] rates) => draws.Chance(share) ? draws.Of(rates) : 0;

    private void Note(string name) => Struck[name] = Struck.GetValueOrDefault(name) + 1;
}
