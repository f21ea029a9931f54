using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.Planted;

/// <summary>Something wrong around a function.</summary>
internal sealed class WrongFunction(Func<HttpContext, Task> handle) : IHttpFunction
{
    public Task HandleAsync(HttpContext context) => handle(context);
}
