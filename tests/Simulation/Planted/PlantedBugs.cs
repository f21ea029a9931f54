namespace Isotherm.Simulation.Planted;

/// <summary>Every planted bug by its name, made new for each schedule because some of them remember.</summary>
internal static class PlantedBugs
{
    public static IReadOnlyDictionary<string, Func<PlantedBug>> All { get; } = new Dictionary<string, Func<PlantedBug>>
    {
        [nameof(DedupeByMessageId)] = () => new DedupeByMessageId(),
        [nameof(WallClockName)] = () => new WallClockName(),
        [nameof(AckBeforeCommit)] = () => new AckBeforeCommit(),
        [nameof(NoLock)] = () => new NoLock(),
        [nameof(PreconditionIsFailure)] = () => new PreconditionIsFailure(),
        [nameof(ManifestBeforeParts)] = () => new ManifestBeforeParts(),
        [nameof(HourFromTheClock)] = () => new HourFromTheClock(),
        [nameof(MeanOfMeans)] = () => new MeanOfMeans(),
        [nameof(RetryWithoutCap)] = () => new RetryWithoutCap(),
        [nameof(SwallowedException)] = () => new SwallowedException(),
        [nameof(PartialRunVisible)] = () => new PartialRunVisible(),
        [nameof(SweepIntoASecondRun)] = () => new SweepIntoASecondRun(),
        [nameof(PublishNotAwaited)] = () => new PublishNotAwaited(),
        [nameof(MixedShapes)] = () => new MixedShapes(),
        [nameof(LastArrivedWins)] = () => new LastArrivedWins(),
        [nameof(OutageMakesDeadLetters)] = () => new OutageMakesDeadLetters(),
        [nameof(StaleAggregation)] = () => new StaleAggregation(),
        [nameof(HalfAggregation)] = () => new HalfAggregation(),
    };
}
