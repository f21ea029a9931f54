using System.Globalization;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Queries;

/// <summary>Reads the parameters of an address and gathers every mistake.</summary>
/// <param name="query">What stands behind the question mark.</param>
/// <param name="emptyIsAbsent">Whether a parameter without a value counts as not sent, as a form sends it.</param>
internal sealed class QueryReader(IQueryCollection query, bool emptyIsAbsent)
{
    private const int LongestShown = 60;

    private readonly List<ParameterMistake> _mistakes = [];

    public IReadOnlyList<ParameterMistake> Mistakes => _mistakes;

    /// <summary>Refuses every other parameter; names are case-sensitive.</summary>
    public void Expect(IReadOnlyList<string> names)
    {
        foreach (var key in query.Keys.Where(key => !names.Contains(key, StringComparer.Ordinal)))
            Refuse(key, $"There is no parameter '{Shown(key)}' here: use {string.Join(", ", names)}.");
    }

    /// <summary>Refuses a span that ends before it begins.</summary>
    public void ExpectOrder(Hour? from, Hour? to)
    {
        if (from > to) Refuse("from", "It lies after 'to': nothing lies between them.");
    }

    /// <summary>The hour that the text lies in; of a whole day its first, or its last.</summary>
    public Hour? Hour(string name, bool isLast = false)
    {
        if (Single(name) is not { } written) return null;
        if (WrittenHour.TryParseMeasured(written, isLast, out var hour)) return hour;
        Refuse(name, $"'{Shown(written)}' is no hour: write 2019-02-19T14 or a day, 2019-02-19, in UTC.");
        return null;
    }

    public DateTimeOffset? Moment(string name)
    {
        if (Single(name) is not { } written) return null;
        if (WrittenHour.TryParseMeasured(written, isLast: false, out _) && UtcText.TryParse(written, out var moment))
            return moment;
        Refuse(name, $"'{Shown(written)}' is no moment: write it as 2019-02-19T14:02:10Z.");
        return null;
    }

    /// <summary>By ascending code, each once.</summary>
    public IReadOnlyList<Region> Regions(string name)
    {
        var regions = new List<Region>();
        foreach (var written in Values(name))
        {
            if (Region.Called(written) is { } region) regions.Add(region);
            else Refuse(name, $"There is no region '{Shown(written)}': use a code, {Codes()}, or a name.");
        }

        return [.. regions.Distinct().OrderBy(region => region.Code, StringComparer.Ordinal)];
    }

    public Method? Method(string name)
    {
        if (Single(name) is not { } written) return null;
        if (MethodNames.TryParse(written, out var method)) return method;
        Refuse(name, $"'{Shown(written)}' is no method: use rectangle or polygon.");
        return null;
    }

    /// <summary>A value by its word; null when it was not sent, or is none of the words.</summary>
    public T? Choice<T>(string name, params IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        if (Single(name) is not { } written) return null;
        foreach (var (word, value) in words)
        {
            if (word == written) return value;
        }

        Refuse(name, $"It cannot be '{Shown(written)}': use {string.Join(", ", words.Select(word => word.Word))}.");
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (Single(name) is not { } written) return null;
        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most) return number;
        Refuse(name, string.Create(
            CultureInfo.InvariantCulture, $"It cannot be '{Shown(written)}': use a whole number, {least} to {most}."));
        return null;
    }

    /// <summary>The value; null when it was not sent, or was sent twice, which is a mistake.</summary>
    public string? Single(string name)
    {
        var values = Values(name);
        if (values.Length > 1) Refuse(name, "It is given more than once; one value is taken.");
        return values.Length == 1 ? values[0] : null;
    }

    public void Refuse(string name, string detail) => _mistakes.Add(new ParameterMistake(Shown(name), detail));

    private string[] Values(string name) =>
        [.. query[name].Select(value => value ?? "").Where(value => value.Length > 0 || !emptyIsAbsent)];

    private static string Codes() => string.Join(", ", Region.All.Select(region => region.Code));

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
