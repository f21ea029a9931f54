using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Isotherm.Report.Routes;

/// <summary>The address of the page after this one: the same question, and where to go on.</summary>
internal static class NextAddress
{
    private const string Cursor = "after";

    /// <summary>Without scheme and host: whoever stands in front of this service has others.</summary>
    public static string Of(HttpRequest request, string after)
    {
        var query = new QueryBuilder(request.Query.Where(field => field.Key != Cursor)) { { Cursor, after } };
        return request.Path + query.ToQueryString().ToUriComponent();
    }
}
