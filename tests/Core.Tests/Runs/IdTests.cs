using CsCheck;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Runs;

/// <summary>Ids of runs and attempts: safe in an object name, whoever made them.</summary>
public sealed class IdTests
{
    private static readonly Gen<string> Good =
        Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 40];

    [Fact]
    public void A_good_id_is_kept_to_the_letter() =>
        Good.Sample(
            text => RunId.TryParse(text, out var run) && run.Value == text && run.ToString() == text
                && RunId.Parse(text) == run
                && AttemptId.TryParse(text, out var attempt) && attempt.Value == text && attempt.ToString() == text
                && AttemptId.Parse(text) == attempt,
            iter: 1000);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData("١")]
    [InlineData("ａ")]
    [InlineData("a'; drop table runs; --")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void Any_other_text_is_no_id(string? text)
    {
        Assert.False(RunId.TryParse(text, out var run));
        Assert.False(AttemptId.TryParse(text, out var attempt));
        Assert.Equal(default, run);
        Assert.Equal(default, attempt);
        Assert.Throws<FormatException>(() => RunId.Parse(text!));
        Assert.Throws<FormatException>(() => AttemptId.Parse(text!));
    }

    [Fact]
    public void Ids_are_ordered_ordinally() =>
        Gen.Select(Good, Good).Sample(
            (a, b) =>
            {
                var order = Math.Sign(string.CompareOrdinal(a, b));
                var (runA, runB) = (RunId.Parse(a), RunId.Parse(b));
                var (attemptA, attemptB) = (AttemptId.Parse(a), AttemptId.Parse(b));
                return Math.Sign(runA.CompareTo(runB)) == order && Math.Sign(attemptA.CompareTo(attemptB)) == order
                    && (runA < runB) == order < 0 && (runA > runB) == order > 0
                    && (runA <= runB) == order <= 0 && (runA >= runB) == order >= 0
                    && (attemptA < attemptB) == order < 0 && (attemptA > attemptB) == order > 0
                    && (attemptA <= attemptB) == order <= 0 && (attemptA >= attemptB) == order >= 0;
            },
            iter: 1000);

    [Fact]
    public void An_id_that_was_never_set_has_no_value()
    {
        Assert.Throws<InvalidOperationException>(() => default(RunId).Value);
        Assert.Throws<InvalidOperationException>(() => default(AttemptId).Value);
    }
}
