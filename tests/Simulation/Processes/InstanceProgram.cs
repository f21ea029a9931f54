using Isotherm.Hosting;

namespace Isotherm.Simulation.Processes;

/// <summary>What runs in an instance.</summary>
internal sealed record InstanceProgram(
    IHttpFunction Function, TimeSpan WorkTimeout, TimeProvider Clock, Func<CancellationToken, Task> Prepare);
