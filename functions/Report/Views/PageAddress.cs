using System.Globalization;
using System.Text;
using Isotherm.Core.Runs;

namespace Isotherm.Report.Views;

/// <summary>
/// The address of what is asked for: what is not asked for is not in it. Forms of the page send the same names; a field
/// that was left empty comes as an empty value and asks for nothing, and a time comes as browsers write it
/// (<c>2019-02-19T14:00</c>), in UTC.
/// </summary>
public static class PageAddress
{
    public const string Hour = "hour";
    public const string Method = "method";
    public const string Region = "region";
    public const string From = "from";
    public const string To = "to";
    public const string AsOf = "as-of";
    public const string Language = "lang";

    /// <summary>
    /// For example <c>/?hour=2019-02-19T14&amp;method=polygon&amp;region=11&amp;region=24&amp;lang=fr</c>.
    /// </summary>
    public static string Of(PageQuery query) => Of("/", query);

    /// <summary>The same question to another path.</summary>
    public static string Of(string path, PageQuery query)
    {
        var address = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in Fields(query))
        {
            address.Append(separator).Append(name).Append('=').Append(value);
            separator = '&';
        }

        return address.ToString();
    }

    /// <summary>Every field that is asked for, in the order of the address. No value needs to be escaped.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(PageQuery query)
    {
        if (query.Hour is { } hour) yield return (Hour, Text(hour));
        if (query.Method is { } method) yield return (Method, Name(method));
        foreach (var region in query.Regions) yield return (Region, region.Code);
        if (query.From is { } from) yield return (From, Text(from));
        if (query.To is { } to) yield return (To, Text(to));
        if (query.AsOf is { } asOf) yield return (AsOf, Text(asOf));
        if (query.Language is { } language) yield return (Language, Code(language));
    }

    /// <summary>For example <c>2019-02-19T14</c>.</summary>
    public static string Text(Hour hour) =>
        hour.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);

    /// <summary>As exact as it is: to 100 ns, without trailing zeros.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>rectangle</c>, <c>polygon</c> or <c>difference</c>.</summary>
    public static string Name(ViewMethod method) => method switch
    {
        ViewMethod.Rectangle => "rectangle",
        ViewMethod.Polygon => "polygon",
        _ => "difference",
    };

    /// <summary><c>en</c> or <c>fr</c>.</summary>
    public static string Code(Language language) => language == Views.Language.French ? "fr" : "en";
}
