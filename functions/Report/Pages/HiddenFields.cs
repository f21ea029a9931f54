using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>What a form does not ask for but keeps.</summary>
internal static class HiddenFields
{
    public static void Write(HtmlWriter html, PageQuery kept)
    {
        foreach (var (name, value) in PageAddress.Fields(kept))
            html.Empty("input", ("type", "hidden"), ("name", name), ("value", value));
    }
}
