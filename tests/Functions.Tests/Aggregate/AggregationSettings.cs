using Isotherm.Aggregate;
using Isotherm.Hosting;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>Which aggregations an installation computes.</summary>
public sealed class AggregationSettings
{
    [Theory]
    [InlineData(null, "statistics grid event-time")]
    [InlineData("", "statistics grid event-time")]
    [InlineData("event-time, statistics", "statistics event-time")]
    [InlineData("grid", "grid")]
    [InlineData("none", "")]
    public void They_are_those_that_the_variable_names_and_all_without_it(string? written, string names)
    {
        var settings = Settings(written);

        var options = AggregateOptions.Bind(settings);

        Assert.Empty(settings.Mistakes);
        Assert.Equal(names, string.Join(' ', options.Aggregations.Select(aggregation => aggregation.Name)));
    }

    [Theory]
    [InlineData("statistic", "statistic")]
    [InlineData("grid,Grid", "Grid")]
    [InlineData("grid,,statistics", "")]
    public void A_name_that_is_none_is_refused_by_name(string written, string unknown)
    {
        var settings = Settings(written);

        AggregateOptions.Bind(settings);

        Assert.Equal(
            $"AGGREGATIONS names '{unknown}', and there are statistics, grid, event-time, or none.",
            Assert.Single(settings.Mistakes));
    }

    private static EnvironmentSettings Settings(string? written) =>
        new(name => name == "AGGREGATIONS" ? written : null);
}
