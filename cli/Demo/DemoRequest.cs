namespace Isotherm.Cli.Demo;

/// <summary>What <c>isotherm demo</c> is asked for.</summary>
/// <param name="Hours">How many hours of the schedule are played.</param>
/// <param name="Output">The folder, as written.</param>
/// <param name="Database">sqlite, or the location of a database.</param>
/// <param name="Seed">Null when it was not given.</param>
/// <param name="IsFresh">Whether what an earlier demo left is deleted first.</param>
/// <param name="IsLeftOpen">Whether the report is served at the end.</param>
internal sealed record DemoRequest(
    int Hours, string Output, string Database, int? Seed, bool IsFresh, bool IsLeftOpen)
{
    /// <summary>The database lies in the folder of the demo.</summary>
    public const string OwnDatabase = "sqlite";

    public bool HasOwnDatabase => Database == OwnDatabase;
}
