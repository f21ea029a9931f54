using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>A function that does what the test says, and counts.</summary>
internal sealed class DelegateFunction(Func<HttpContext, Task> work) : IHttpFunction
{
    private int _calls;

    public int Calls => _calls;

    public Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        return work(context);
    }
}
