using Isotherm.Report.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Report.Queries;

/// <summary>The language of a page: the one that the address asks for, else what the browser prefers.</summary>
internal static class LanguageChoice
{
    private static readonly (string, Language)[] Languages =
        [.. Enum.GetValues<Language>().Select(language => (PageAddress.Code(language), language))];

    /// <summary>Null when the address does not say.</summary>
    public static Language? Read(QueryReader reader) =>
        reader.Choice(PageAddress.Language, Languages);

    /// <summary>The language for whatever is wrong with the address: never a mistake of its own.</summary>
    public static Language Of(HttpRequest request) => request.Query[PageAddress.Language].ToString() switch
    {
        "fr" => Language.French,
        "en" => Language.English,
        _ => Preferred(request),
    };

    /// <summary>The first of the two that the browser names, the most wanted first; else English.</summary>
    public static Language Preferred(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted))
            return Language.English;
        var wanted = accepted.Where(value => value.Quality is not 0).OrderByDescending(value => value.Quality ?? 1);
        foreach (var language in wanted)
        {
            if (Is(language, "fr")) return Language.French;
            if (Is(language, "en")) return Language.English;
        }

        return Language.English;
    }

    private static bool Is(StringWithQualityHeaderValue value, string language) =>
        value.Value.Equals(language, StringComparison.OrdinalIgnoreCase)
        || value.Value.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
