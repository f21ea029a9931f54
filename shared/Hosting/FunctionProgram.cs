namespace Isotherm.Hosting;

/// <summary>A function that has its settings and its adapters and can be started.</summary>
/// <param name="Options">Where it listens.</param>
/// <param name="Function">What it does.</param>
/// <param name="Prepare">Loads what it needs before it listens.</param>
public sealed record FunctionProgram(
    FunctionHostOptions Options, IHttpFunction Function, Func<CancellationToken, Task> Prepare)
{
    /// <summary>Disposed when the function has stopped.</summary>
    public IAsyncDisposable? Owned { get; init; }
}
