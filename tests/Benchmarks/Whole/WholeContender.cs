namespace Isotherm.Benchmarks.Whole;

/// <summary>A program that takes a file of readings to count and sum of each region.</summary>
/// <param name="Name">As the tables and the picture have it.</param>
/// <param name="MostReadings">It is not asked for more: that would take minutes.</param>
/// <param name="ReadsGzip">Whether it takes compressed files.</param>
/// <param name="Command">
/// The process for a file; the second argument is whether its keys are in the usual order.
/// </param>
internal sealed record WholeContender(
    string Name, int MostReadings, bool ReadsGzip, Func<string, bool, IReadOnlyList<string>> Command)
{
    /// <summary>False for one that only reads and has no answer to compare.</summary>
    public bool Answers { get; init; } = true;
}
