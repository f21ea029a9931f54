namespace Isotherm.Simulation.Tables;

/// <summary>A statement that waits for a row.</summary>
internal sealed record LockWait(DatabaseTransaction Transaction, Cell Cell, bool Exclusive, Action<DatabaseFault?> Go);
