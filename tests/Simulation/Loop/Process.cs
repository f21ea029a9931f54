namespace Isotherm.Simulation.Loop;

/// <summary>
/// A simulated process: what it still had to do when it is killed never happens, not even its <c>finally</c> blocks.
/// </summary>
internal sealed class Process
{
    private readonly SimulationLoop _loop;

    public Process(SimulationLoop loop, string name)
    {
        _loop = loop;
        Name = name;
        Context = new ProcessContext(loop, this);
    }

    public string Name { get; }

    public bool IsAlive { get; private set; } = true;

    public ProcessContext Context { get; }

    /// <summary>What others notice of its death: connections that break.</summary>
    public event Action? Died;

    /// <summary>The process whose code runs now.</summary>
    /// <exception cref="InvalidOperationException">The code escaped from the loop.</exception>
    public static Process Current =>
        SynchronizationContext.Current is ProcessContext context
            ? context.Process
            : throw new InvalidOperationException("Code runs outside of the simulation's loop.");

    public void Kill()
    {
        if (!IsAlive) return;
        IsAlive = false;
        _loop.Trace.Add(_loop.Now, "kill", Name);
        Died?.Invoke();
    }
}
