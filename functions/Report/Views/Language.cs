namespace Isotherm.Report.Views;

/// <summary>The language of a page.</summary>
public enum Language
{
    /// <summary>English, as in the United Kingdom.</summary>
    English,

    /// <summary>French, as in France.</summary>
    French,
}
