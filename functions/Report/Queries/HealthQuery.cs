using Isotherm.Report.Views;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Queries;

/// <summary>What is asked of the health view.</summary>
/// <param name="Language">Null: what the browser prefers.</param>
internal sealed record HealthQuery(Language? Language)
{
    public static AskedQuery<HealthQuery> Read(IQueryCollection query)
    {
        var reader = new QueryReader(query, emptyIsAbsent: true);
        reader.Expect([PageAddress.Language]);
        return new AskedQuery<HealthQuery>(new HealthQuery(LanguageChoice.Read(reader)), reader.Mistakes);
    }
}
