using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Queries;

/// <summary>What is asked of <c>/api/v1/regions.geojson</c>; null: not asked for.</summary>
internal sealed record RegionsQuery(Hour? Hour, Method? Method, DateTimeOffset? AsOf)
{
    public static IReadOnlyList<string> Parameters { get; } = ["hour", "method", "as-of"];

    public static AskedQuery<RegionsQuery> Read(IQueryCollection query)
    {
        var reader = new QueryReader(query, emptyIsAbsent: false);
        reader.Expect(Parameters);
        var asked = new RegionsQuery(reader.Hour("hour"), reader.Method("method"), reader.Moment("as-of"));
        return new AskedQuery<RegionsQuery>(asked, reader.Mistakes);
    }
}
