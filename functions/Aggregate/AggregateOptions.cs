using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Readings;
using Isotherm.Hosting;

namespace Isotherm.Aggregate;

/// <summary>What aggregate reads by. Immutable.</summary>
/// <param name="ShapesObject">The object of the shapes bucket that holds the regions.</param>
/// <param name="Rules">The limits of a usable temperature.</param>
/// <param name="WorkTimeout">The work on one message is ended after this, before its ack deadline.</param>
public sealed record AggregateOptions(string ShapesObject, ReadingRules Rules, TimeSpan WorkTimeout)
{
    private const string DefaultShapesObject = "shapes/regions.geojson";
    private const string AggregationsVariable = "AGGREGATIONS";
    private const string WorkVariable = "WORK_TIMEOUT_SECONDS";
    private const int DefaultWorkTimeoutSeconds = 240;
    private const int MostCelsius = 999;

    /// <summary>With more, no subscription could wait for the answer.</summary>
    private const int MostWorkTimeoutSeconds = 540;

    /// <summary>What is computed of every part beside the means.</summary>
    public IReadOnlyList<Aggregation> Aggregations { get; init; } = RegisteredAggregations.All;

    /// <summary>What holds when no variable is set.</summary>
    public static AggregateOptions Default { get; } =
        new(DefaultShapesObject, ReadingRules.Default, TimeSpan.FromSeconds(DefaultWorkTimeoutSeconds));

    /// <summary>
    /// Reads the variables of the shapes object, the rules, the aggregations and the deadline; mistakes are noted
    /// there.
    /// </summary>
    public static AggregateOptions Bind(EnvironmentSettings settings)
    {
        var seconds = settings.Whole(WorkVariable, DefaultWorkTimeoutSeconds, 1, MostWorkTimeoutSeconds);
        var work = TimeSpan.FromSeconds(seconds);
        DeadlineChain.Around(work).Check(settings, WorkVariable);
        var least = settings.Whole("MIN_CELSIUS", ReadingRules.Default.MinCelsius, -MostCelsius, MostCelsius);
        var most = settings.Whole("MAX_CELSIUS", ReadingRules.Default.MaxCelsius, -MostCelsius, MostCelsius);
        if (least >= most) settings.Refuse("MIN_CELSIUS", "must be less than MAX_CELSIUS.");
        var rules = least < most ? new ReadingRules(least, most) : ReadingRules.Default;
        return new AggregateOptions(settings.Optional("SHAPES_OBJECT", DefaultShapesObject), rules, work)
        {
            Aggregations = Named(settings),
        };
    }

    private static Aggregation[] Named(EnvironmentSettings settings)
    {
        if (settings.Find(AggregationsVariable) is not { } written) return [.. RegisteredAggregations.All];
        if (written == "none") return [];
        var names = written.Split(',', StringSplitOptions.TrimEntries);
        foreach (var unknown in names.Where(name => RegisteredAggregations.Find(name) is null))
        {
            settings.Refuse(
                AggregationsVariable, $"names '{unknown}', and there are {RegisteredAggregations.Names}, or none.");
        }

        return [.. RegisteredAggregations.All.Where(aggregation => names.Contains(aggregation.Name))];
    }
}
