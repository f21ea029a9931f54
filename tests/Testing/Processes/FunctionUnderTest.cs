using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Isotherm.Testing.Processes;

/// <summary>A function as a real process, with the environment that a test gives it and nothing of ours.</summary>
public sealed class FunctionUnderTest : IAsyncDisposable
{
    private const string Listening = "Listening on ";

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FunctionUnderTest(Process process) => _process = process;

    /// <summary>Everything it has written so far.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Starts <c>Fetch</c> or <c>Aggregate</c> on any free port.</summary>
    public static FunctionUnderTest Start(string name, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"Isotherm.{name}.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("K_SERVICE");
        start.Environment.Remove("DOTNET_RUNNING_IN_CONTAINER");
        start.Environment["PORT"] = "0";
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        var function = new FunctionUnderTest(new Process { StartInfo = start });
        function._process.OutputDataReceived += (_, line) => function.Take(line.Data);
        function._process.ErrorDataReceived += (_, line) => function.Take(line.Data);
        function._process.Start();
        function._process.BeginOutputReadLine();
        function._process.BeginErrorReadLine();
        return function;
    }

    /// <summary>Where it listens; fails when it ends before.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellation)
    {
        var ended = _process.WaitForExitAsync(cancellation);
        await Task.WhenAny(_address.Task, ended);
        Assert.True(_address.Task.IsCompletedSuccessfully, "It ended before it listened: " + Output);
        return await _address.Task;
    }

    /// <summary>Asks it to stop as Cloud Run does.</summary>
    public void Terminate()
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-TERM", id]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCodeAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0) _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
