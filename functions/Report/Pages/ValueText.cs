using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>A temperature, or a difference with its sign, as a page shows it.</summary>
internal static class ValueText
{
    /// <summary>Decimals where there is room for few digits.</summary>
    private const int Short = 1;

    /// <summary>Decimals where digits are compared.</summary>
    private const int Long = 2;

    public static string OnMap(this Numbers numbers, ViewMethod method, decimal? value) => value is not { } number
        ? Numbers.None
        : method == ViewMethod.Difference ? numbers.Signed(number, Long) : numbers.Decimal(number, Short);

    public static string InTable(this Numbers numbers, ViewMethod method, decimal? value) => value is not { } number
        ? Numbers.None
        : method == ViewMethod.Difference ? numbers.Signed(number, Long) : numbers.Decimal(number, Long);

    public static string WithUnit(this Numbers numbers, ViewMethod method, decimal value) =>
        method == ViewMethod.Difference ? numbers.SignedDegrees(value, Long) : numbers.Degrees(value, Long);

    /// <summary>A cell or a word with all of its digits for a program beside those that people read.</summary>
    public static void Value(this HtmlWriter html, string text, decimal? value)
    {
        if (value is { } number) html.Element("data", text, ("value", Numbers.Exact(number)));
        else html.Element("span", text, ("class", "none"));
    }
}
