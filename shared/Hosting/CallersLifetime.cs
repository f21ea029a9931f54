using Microsoft.Extensions.Hosting;

namespace Isotherm.Hosting;

/// <summary>The lifetime of a host inside another program, which keeps the signals of the process for itself.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
