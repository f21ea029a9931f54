using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The way to other hours: steps, first, last, and a field for any.</summary>
internal sealed class HourSteps(PageView view, HourView hour, PageTexts words)
{
    public void Write(HtmlWriter html)
    {
        html.Open("nav", ("class", "steps"), ("aria-label", words.Navigation));
        html.Open("div", ("class", "group back"));
        WriteLink(html, hour.First, $"⇤ {words.First}", words.First, hour.Hour > hour.First, null);
        foreach (var step in (int[])[-24, -3, -1]) WriteStep(html, step);
        html.Close();
        WritePicker(html);
        html.Open("div", ("class", "group forth"));
        foreach (var step in (int[])[1, 3, 24]) WriteStep(html, step);
        WriteLink(html, hour.Last, $"{words.Last} ⇥", words.Last, hour.Hour < hour.Last, null);
        html.Close().Close();
    }

    private void WriteStep(HtmlWriter html, int step)
    {
        var target = hour.Hour.Plus(step);
        var text = $"{(step < 0 ? "−" : "+")}{Math.Abs(step)}\u00A0h";
        var relation = step switch
        {
            -1 => "prev",
            1 => "next",
            _ => null,
        };
        WriteLink(html, target, text, words.StepName(step), target >= hour.First && target <= hour.Last, relation);
    }

    private void WriteLink(HtmlWriter html, Hour target, string text, string name, bool isPossible, string? relation)
    {
        if (!isPossible)
        {
            html.Element("a", text, ("class", "step off"), ("role", "link"), ("aria-disabled", "true"));
            return;
        }

        var address = PageAddress.Of(view.Query with { Hour = target });
        html.Element("a", text, ("class", "step"), ("href", address), ("title", name), ("rel", relation));
    }

    private void WritePicker(HtmlWriter html)
    {
        html.Open("form", ("method", "get"), ("action", "/"), ("class", "picker"));
        HiddenFields.Write(html, view.Query with { Hour = null });
        html.Element("label", words.HourUtc, ("for", "hour"));
        html.Empty("input", ("type", "datetime-local"), ("id", "hour"), ("name", PageAddress.Hour), ("step", "3600"),
            ("value", Times.Field(hour.Hour)), ("min", Times.Field(hour.First)), ("max", Times.Field(hour.Last)),
            ("required", ""));
        html.Element("button", words.Go, ("type", "submit"));
        html.Close();
    }
}
