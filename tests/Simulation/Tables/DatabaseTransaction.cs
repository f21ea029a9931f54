using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Tables;

/// <summary>A transaction on the server: it outlives its connection until the server has noticed.</summary>
internal sealed class DatabaseTransaction(int number)
{
    public int Number => number;

    public List<Cell> Locked { get; } = [];

    /// <summary>Hours whose rows or history it writes.</summary>
    public HashSet<Hour> HoursWritten { get; } = [];

    public List<(long Evaluation, int Part)> PartsAdded { get; } = [];

    public List<(long Evaluation, int Part, AggregationVersion Aggregation)> Aggregated { get; } = [];

    /// <summary>The wait of its statement, while it waits.</summary>
    public LockWait? Wait { get; set; }

    public bool IsOver { get; set; }

    public override string ToString() => $"transaction {number}";
}
