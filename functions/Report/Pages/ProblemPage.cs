using System.Globalization;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>What a person sees instead of a page: what is wrong and what to do.</summary>
public static class ProblemPage
{
    /// <summary>A whole HTML document.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What exactly, and what helps. May hold what was sent: it is encoded.</param>
    /// <param name="language">The language of the frame around them.</param>
    /// <param name="frame">Where the page will be looked at.</param>
    public static string Render(int status, string title, string detail, Language language, PageFrame frame)
    {
        var texts = new Texts(language);
        var shell = new PageShell(texts, frame) { Title = title, Description = title };
        return shell.Render(html =>
        {
            html.Open("div", ("class", "problem"));
            html.Element("p", status.ToString(CultureInfo.InvariantCulture), ("class", "status"));
            html.Element("h1", title).Element("p", detail);
            if (frame == PageFrame.Served)
            {
                html.Open("p").Element("a", texts.In("To the last hour", "Vers la dernière heure"),
                    ("href", PageAddress.Of(new() { Language = language }))).Close();
            }

            html.Close();
        });
    }
}
