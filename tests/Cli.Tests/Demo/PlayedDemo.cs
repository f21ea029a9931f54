namespace Isotherm.Cli.Tests.Demo;

/// <summary>A demo of six hours in the usual folder, played once for all tests that only read it.</summary>
public sealed class PlayedDemo : IAsyncLifetime
{
    internal const string Hours = "6";

    internal Shell Shell { get; } = new();

    internal string Output { get; private set; } = "";

    public async ValueTask InitializeAsync() =>
        Output = (await Shell.RunAsync("demo", "--hours", Hours)).Succeeded();

    public ValueTask DisposeAsync()
    {
        Shell.Dispose();
        return ValueTask.CompletedTask;
    }
}
