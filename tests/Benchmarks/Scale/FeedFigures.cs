using System.Globalization;

namespace Isotherm.Benchmarks.Scale;

/// <summary>One answer on its way through so many instances.</summary>
/// <param name="Instances">Processes of aggregate.</param>
/// <param name="Bytes">Of the answer.</param>
/// <param name="FetchSeconds">From the call of fetch to its answer: all parts are kept and announced.</param>
/// <param name="ShownSeconds">From then until the last part was answered: the hour is shown.</param>
/// <param name="ProcessorSeconds">Of all instances, from their start.</param>
/// <param name="Parts">Each part.</param>
internal sealed record FeedFigures(
    int Instances,
    long Bytes,
    double FetchSeconds,
    double ShownSeconds,
    double ProcessorSeconds,
    IReadOnlyList<ServedPart> Parts)
{
    public string Row() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Instances} | {Parts.Count} | {Bytes / FetchSeconds / 1e6:0} | {ShownSeconds:0.0} "
        + $"| {Bytes / ShownSeconds / 1e6:0} | {Median.Of(Parts.Select(part => part.ReadSeconds)):0.00} "
        + $"| {Median.Of(Parts.Select(part => part.CommitSeconds)) * 1000:0} "
        + $"| {ProcessorSeconds / (Bytes / 1e9):0.0} |");
}
