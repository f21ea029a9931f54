using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed class ProblemPageTests
{
    [Fact]
    public void A_problem_says_what_is_wrong_and_leads_on()
    {
        var page = RenderedPage.Parse(
            ProblemPage.Render(400, "Bad address", "'x' is no hour.", Language.French, PageFrame.Served));

        Assert.Equal("400", page.Text(".status"));
        Assert.Equal("Bad address", page.Text("h1"));
        Assert.Contains("'x' is no hour.", page.Text(".problem"), StringComparison.Ordinal);
        Assert.Equal(["/?lang=fr"], page.Links(".problem a"));
    }
}
