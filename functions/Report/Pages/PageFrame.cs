namespace Isotherm.Report.Pages;

/// <summary>Where a page will be looked at.</summary>
public enum PageFrame
{
    /// <summary>From the service: links, forms, a style sheet and a script.</summary>
    Served,

    /// <summary>As one file: its style inside it, no script, and nothing that needs a server.</summary>
    File,
}
