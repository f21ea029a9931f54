using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting;

/// <summary>What a function answers to methods other than POST: nothing is done for any of them.</summary>
public static class SignOfLife
{
    /// <summary>GET and HEAD get 200, everything but POST 405; false, with nothing answered, for a POST.</summary>
    public static bool Answer(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method)) return false;
        var asksForLife = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        context.Response.StatusCode = asksForLife ? StatusCodes.Status200OK : StatusCodes.Status405MethodNotAllowed;
        if (!asksForLife) context.Response.Headers.Allow = "GET, HEAD, POST";
        return true;
    }
}
