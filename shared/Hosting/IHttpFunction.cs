using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting;

/// <summary>A function that answers HTTP requests; the shape of the Functions Framework.</summary>
public interface IHttpFunction
{
    /// <summary>
    /// Answers one request. <see cref="HttpContext.RequestAborted"/> also ends the work at its deadline and at the end
    /// of a shutdown. What is thrown is answered by <see cref="FailureToStatus"/>.
    /// </summary>
    Task HandleAsync(HttpContext context);
}
