using Isotherm.Testing.Processes;

namespace Isotherm.Published.Tests;

/// <summary>A function that is killed (SIGKILL) now and then and started again at once, as by its platform.</summary>
internal sealed class Mortal(Func<FunctionUnderTest> start) : IAsyncDisposable
{
    private volatile Uri? _address;
    private FunctionUnderTest? _process;

    /// <summary>Where the one that lives now listens; null while none does.</summary>
    public Uri? Address => _address;

    public async Task StartAsync(CancellationToken cancellation)
    {
        _process = start();
        _address = await _process.AddressAsync(cancellation);
    }

    public async Task KillAsync(CancellationToken cancellation)
    {
        _address = null;
        await _process!.DisposeAsync();
        await StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
