namespace Isotherm.Simulation.Checks;

/// <summary>What must hold; the numbers are those of docs/reliability.md.</summary>
internal enum Invariant
{
    /// <summary>I1: what a manifest names is there, and every reading of it is accounted for.</summary>
    NothingLost,

    /// <summary>I2: every reading counts once per run, and no answer of the API counts in two runs.</summary>
    NothingTwice,

    /// <summary>I3: the table is what the oracle computes, exactly.</summary>
    TableIsExact,

    /// <summary>I4: a raw name has one generation, and its bytes are those that the API sent.</summary>
    BytesAreKept,

    /// <summary>I4: there are only runs that somebody asked for: a retry is the same run.</summary>
    RunsAreAskedFor,

    /// <summary>I5: every committed run is announced, or swept up.</summary>
    NoOrphan,

    /// <summary>I6: dead letters are whole, and only of what can never succeed.</summary>
    DeadLettersAreWhole,

    /// <summary>I7: no success is answered before what it stands for is durable.</summary>
    SuccessIsDurable,

    /// <summary>I8: a replay changes nothing.</summary>
    ReplayIsNothing,

    /// <summary>I9: when the faults are over, everything is caught up soon.</summary>
    CatchesUp,

    /// <summary>I10: tries, time and transactions stay within their limits.</summary>
    IsBounded,

    /// <summary>I11: the key is nowhere.</summary>
    KeyIsHidden,

    /// <summary>I12: read = usable + rejects and usable = used + outside, reason by reason.</summary>
    AddsUp,

    /// <summary>I14: what an aggregation shows is what the oracle computes of the runs that the hour shows.</summary>
    AggregationsAreExact,

    /// <summary>Rule 9: nobody ever reads half a run.</summary>
    RunsAreWhole,

    /// <summary>Rule 9: an hour never goes back, and its history is only added to.</summary>
    HistoryGrows,

    /// <summary>Expected failure is a value: no request ends in an unexpected exception (500).</summary>
    NoSurprise,

    /// <summary>The simulation itself: nothing leaves the loop.</summary>
    StaysInTheLoop,
}
