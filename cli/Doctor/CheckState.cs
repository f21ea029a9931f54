namespace Isotherm.Cli.Doctor;

/// <summary>How a check went.</summary>
internal enum CheckState
{
    /// <summary>It is as it must be.</summary>
    Good,

    /// <summary>It works, and yet a person should know.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Wrong,

    /// <summary>There is nothing to check: it is not used, or not given.</summary>
    Skipped,
}
