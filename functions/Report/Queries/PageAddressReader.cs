using Isotherm.Report.Views;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Queries;

/// <summary>
/// Reads the addresses of the page, as <see cref="PageAddress"/> writes them and as its forms send them.
/// </summary>
internal static class PageAddressReader
{
    public static IReadOnlyList<string> Parameters { get; } =
    [
        PageAddress.Hour, PageAddress.Method, PageAddress.Region, PageAddress.From, PageAddress.To, PageAddress.AsOf,
        PageAddress.Language,
    ];

    private static readonly (string, ViewMethod)[] Methods =
        [.. Enum.GetValues<ViewMethod>().Select(method => (PageAddress.Name(method), method))];

    public static AskedQuery<PageQuery> Read(IQueryCollection query)
    {
        var reader = new QueryReader(query, emptyIsAbsent: true);
        reader.Expect(Parameters);
        var asked = new PageQuery
        {
            Hour = reader.Hour(PageAddress.Hour),
            Method = reader.Choice(PageAddress.Method, Methods),
            Regions = reader.Regions(PageAddress.Region),
            From = reader.Hour(PageAddress.From),
            To = reader.Hour(PageAddress.To, isLast: true),
            AsOf = reader.Moment(PageAddress.AsOf),
            Language = LanguageChoice.Read(reader),
        };
        reader.ExpectOrder(asked.From, asked.To);
        if (asked is { From: { } from, To: { } to } && from.Plus(ChartLimits.MaxHours) <= to)
            reader.Refuse(PageAddress.From, ChartLimits.TooLong);
        return new AskedQuery<PageQuery>(asked, reader.Mistakes);
    }
}
