namespace Isotherm.Benchmarks.Whole;

/// <summary>What one contender took for one file, round after round.</summary>
internal sealed record WholeFigures(WholeFile File, long Bytes, string Contender, IReadOnlyList<ChildFigures> Rounds)
{
    public double Seconds => Median(Rounds.Select(round => round.Seconds));

    public double LeastSeconds => Rounds.Min(round => round.Seconds);

    public double ProcessorSeconds => Median(Rounds.Select(round => round.ProcessorSeconds));

    /// <summary>The most of all rounds: it is looked at now and then only.</summary>
    public double PeakMiB => Rounds.Max(round => round.PeakMiB);

    /// <summary>
    /// How many times as long it took as the other: the median over the rounds, each against its own.
    /// </summary>
    public double TimesOf(WholeFigures other) =>
        Median(Rounds.Zip(other.Rounds, (mine, its) => mine.Seconds / its.Seconds));

    /// <summary>The same by processor time, which tells more where other work is going on.</summary>
    public double ProcessorTimesOf(WholeFigures other) =>
        Median(Rounds.Zip(other.Rounds, (mine, its) => mine.ProcessorSeconds / its.ProcessorSeconds));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
