namespace Isotherm.Adapters.Tables;

/// <summary>One migration and where it stands.</summary>
/// <param name="Version">Counts from 1.</param>
/// <param name="Name">The name of its file, without number and ending.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AppliedAt">When it was last worked on; null when it is pending.</param>
public sealed record MigrationStatus(int Version, string Name, MigrationState State, DateTimeOffset? AppliedAt);
