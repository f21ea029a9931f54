using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Report.Queries;

/// <summary>The form of a list of temperatures.</summary>
internal enum DataFormat
{
    Json,
    Csv,
}

/// <summary>What a client takes (RFC 9110, 12.5.1).</summary>
internal static class AcceptedFormat
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Csv = new("text/csv");

    /// <summary>The more wanted of the two, JSON when it is all the same; null when neither is wanted.</summary>
    public static DataFormat? Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return DataFormat.Json;
        var (json, csv) = (Quality(accepted, Json), Quality(accepted, Csv));
        if (json == 0 && csv == 0) return null;
        return csv > json ? DataFormat.Csv : DataFormat.Json;
    }

    /// <summary>Of the entry that names it most exactly.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> accepted, MediaTypeHeaderValue type) => accepted
        .Where(entry => type.IsSubsetOf(entry))
        .OrderBy(entry => entry.MatchesAllTypes ? 2 : entry.MatchesAllSubTypes ? 1 : 0)
        .Select(entry => entry.Quality ?? 1)
        .FirstOrDefault();
}
