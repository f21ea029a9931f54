using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Queries;

/// <summary>What is asked of <c>/api/v1/temperatures</c>; null: not asked for.</summary>
internal sealed record TemperaturesQuery
{
    /// <summary>The rows of a page of JSON when no limit is asked for; CSV has them all.</summary>
    public const int UsualLimit = 10_000;

    private const int MaxLimit = 100_000;

    public static IReadOnlyList<string> Parameters { get; } =
        ["from", "to", "region", "method", "as-of", "limit", "after", "format"];

    public Hour? From { get; init; }

    public Hour? To { get; init; }

    /// <summary>By ascending code; empty: all.</summary>
    public IReadOnlyList<Region> Regions { get; init; } = [];

    public Method? Method { get; init; }

    public DateTimeOffset? AsOf { get; init; }

    public int? Limit { get; init; }

    public RowCursor? After { get; init; }

    public DataFormat? Format { get; init; }

    public static AskedQuery<TemperaturesQuery> Read(IQueryCollection query)
    {
        var reader = new QueryReader(query, emptyIsAbsent: false);
        reader.Expect(Parameters);
        var asked = new TemperaturesQuery
        {
            From = reader.Hour("from"),
            To = reader.Hour("to", isLast: true),
            Regions = reader.Regions("region"),
            Method = reader.Method("method"),
            AsOf = reader.Moment("as-of"),
            Limit = reader.Whole("limit", 1, MaxLimit),
            After = RowCursor.Read(reader, "after"),
            Format = reader.Choice("format", ("json", DataFormat.Json), ("csv", DataFormat.Csv)),
        };
        reader.ExpectOrder(asked.From, asked.To);
        return new AskedQuery<TemperaturesQuery>(asked, reader.Mistakes);
    }
}
