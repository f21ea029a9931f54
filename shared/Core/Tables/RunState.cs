namespace Isotherm.Core.Tables;

/// <summary>What became of a run, as the ledger says it.</summary>
public enum RunState
{
    /// <summary>Every call of the sensor API for this run failed so far.</summary>
    Failed,

    /// <summary>The run is committed, and no evaluation of it has all parts yet.</summary>
    Incomplete,

    /// <summary>All parts are in, without a single reading. Never shown.</summary>
    Empty,

    /// <summary>All parts are in, with readings but without a usable one. Never shown.</summary>
    Unusable,

    /// <summary>All parts are in: the slot shows this run, unless a later one of it is complete too.</summary>
    Complete,
}
