namespace Isotherm.Adapters.Tables;

/// <summary>Where a migration stands in a database.</summary>
public enum MigrationState
{
    /// <summary>Not applied.</summary>
    Pending,

    /// <summary>Applied, from the file that this program has.</summary>
    Applied,

    /// <summary>Cut short, on its way up or back: the next migration in either direction resumes it.</summary>
    HalfApplied,

    /// <summary>Applied, from a file that differs from the one that this program has.</summary>
    Changed,

    /// <summary>Applied by a later version of this program.</summary>
    Unknown,
}
