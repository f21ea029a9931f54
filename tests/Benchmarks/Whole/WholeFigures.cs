namespace Isotherm.Benchmarks.Whole;

/// <summary>What one contender took for one file, round after round.</summary>
internal sealed record WholeFigures(WholeFile File, long Bytes, string Contender, IReadOnlyList<ChildFigures> Rounds)
{
    public double Seconds => Median.Of(Rounds.Select(round => round.Seconds));

    public double LeastSeconds => Rounds.Min(round => round.Seconds);

    public double ProcessorSeconds => Median.Of(Rounds.Select(round => round.ProcessorSeconds));

    /// <summary>The most of all rounds: it is looked at now and then only.</summary>
    public double PeakMiB => Rounds.Max(round => round.PeakMiB);

    /// <summary>
    /// How many times as long it took as the other: the median over the rounds, each against its own.
    /// </summary>
    public double TimesOf(WholeFigures other) =>
        Median.Of(Rounds.Zip(other.Rounds, (mine, its) => mine.Seconds / its.Seconds));

    /// <summary>The same by processor time, which tells more where other work is going on.</summary>
    public double ProcessorTimesOf(WholeFigures other) =>
        Median.Of(Rounds.Zip(other.Rounds, (mine, its) => mine.ProcessorSeconds / its.ProcessorSeconds));
}
