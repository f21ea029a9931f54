using Microsoft.Extensions.Hosting;

namespace Isotherm.Cli.Simulation;

/// <summary>The simulated API lives as long as its owner wants; signals are the command's own business.</summary>
internal sealed class SimulationLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
