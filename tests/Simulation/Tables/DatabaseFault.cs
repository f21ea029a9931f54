namespace Isotherm.Simulation.Tables;

/// <summary>An error of the database, by MySQL's number.</summary>
internal sealed class DatabaseFault(int number, string message) : Exception(message)
{
    public int Number => number;

    public static DatabaseFault Duplicate(string key) => new(1062, $"Duplicate entry {key}.");

    public static DatabaseFault LockWaitTimeout() => new(1205, "Lock wait timeout exceeded.");

    public static DatabaseFault Deadlock() => new(1213, "Deadlock found when trying to get lock.");

    public static DatabaseFault Gone() => new(2013, "Lost connection to the server.");
}
