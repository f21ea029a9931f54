namespace Isotherm.Simulation.Loop;

/// <summary>Brings every continuation of a process back to the loop.</summary>
internal sealed class ProcessContext(SimulationLoop loop, Process process) : SynchronizationContext
{
    public Process Process => process;

    public override void Post(SendOrPostCallback d, object? state) => loop.Add(process, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing in the product blocks on another context.");

    public override SynchronizationContext CreateCopy() => this;
}
