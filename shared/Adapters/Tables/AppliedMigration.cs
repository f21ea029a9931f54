namespace Isotherm.Adapters.Tables;

/// <summary>A row of <c>schema_migrations</c>.</summary>
internal sealed record AppliedMigration(
    int Version, string Name, string Checksum, bool IsComplete, DateTimeOffset AppliedAt);
