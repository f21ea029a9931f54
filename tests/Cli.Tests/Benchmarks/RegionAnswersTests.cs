using Isotherm.Benchmarks.Whole;

namespace Isotherm.Cli.Tests.Benchmarks;

/// <summary>The benchmarks tell nothing when two answers differ; here is what counts as different.</summary>
public sealed class RegionAnswersTests
{
    private const string Ours = """
        method,code,region,numberOfPoints,sum,temperature
        rectangle,11,Île-de-France,2,41.5,20.75
        rectangle,24,Centre-Val de Loire,1,-0.000000001,0.000000
        rectangle,94,Corse,0,0,
        polygon,11,Île-de-France,1,20,20.000000
        """;

    [Fact]
    public void Equal_answers_of_one_method_in_another_order_and_with_more_zeros_do_not_differ() =>
        Assert.Empty(Differences("# some remark\nrectangle,24,,1,-0.000000001,\nrectangle,11,,2,41.500000000,\n"));

    [Theory]
    [InlineData("rectangle,11,,2,41.5,\nrectangle,24,,2,-0.000000001,", "rectangle 24: 1 readings of -0.000000001 °C")]
    [InlineData("rectangle,11,,2,41.500000001,\nrectangle,24,,1,-0.000000001,", "but 2 readings of 41.500000001 °C")]
    [InlineData("rectangle,11,,2,41.5,", "rectangle 24: 1 readings of -0.000000001 °C, but none")]
    [InlineData("polygon,11,,1,20,\npolygon,94,,1,20,", "polygon 94: none, but 1 readings of 20 °C")]
    [InlineData("", "no region at all")]
    public void A_count_a_sum_a_region_too_few_and_one_too_many_differ(string other, string difference) =>
        Assert.Contains(difference, Assert.Single(Differences(other)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Unhandled exception")]
    [InlineData("rectangle,11,,many,41.5,")]
    [InlineData("rectangle,11,,2,4e1,")]
    public void What_is_no_answer_is_not_taken_for_one(string output) =>
        Assert.Throws<FormatException>(() => RegionAnswers.Parse(output));

    private static IReadOnlyList<string> Differences(string other) =>
        RegionAnswers.Parse(Ours).Differences(RegionAnswers.Parse(other));
}
