namespace Isotherm.Pipeline.Tests;

/// <summary>Where the tables of a bench are.</summary>
public enum BenchDatabase
{
    /// <summary>A file of its own.</summary>
    Sqlite,

    /// <summary>A database of its own on a real server.</summary>
    MySql,
}
