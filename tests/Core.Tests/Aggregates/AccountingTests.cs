using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class AccountingTests
{
    [Fact]
    public void Equations_that_hold_pass_in_silence() =>
        Assert.Null(Record.Exception(() => Accounting.Check(1000, 109, 891, 891, 891)));

    [Theory]
    [InlineData(1000, 108, 891, 891, 891, "read = usable + rejects, but 1000 is not 999")]
    [InlineData(1000, 109, 891, 890, 891, "usable = used + outside, by rectangle, but 891 is not 890")]
    [InlineData(1000, 109, 891, 891, 892, "usable = used + outside, by polygon, but 891 is not 892")]
    public void An_equation_that_does_not_hold_is_named(
        long read, long rejects, long usable, long rectangle, long polygon, string equation)
    {
        var defect = Assert.Throws<InvalidOperationException>(
            () => Accounting.Check(read, rejects, usable, rectangle, polygon));
        Assert.Contains(equation, defect.Message, StringComparison.Ordinal);
    }
}
