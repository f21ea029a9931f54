using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Isotherm.Testing.Processes;

/// <summary>A function as a real process, with the environment that a test gives it and nothing of ours.</summary>
public sealed class FunctionUnderTest : IAsyncDisposable
{
    private const string Listening = "Listening on ";

    private static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FunctionUnderTest(Process process) => _process = process;

    /// <summary>Everything it has written so far.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Every line it has written so far, as JSON; fails when one is none.</summary>
    public IReadOnlyList<JsonElement> JsonLines =>
        [.. Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => Parsed(line))];

    /// <summary>The names of the files that are mapped into it: its assemblies.</summary>
    public IReadOnlyList<string> MappedFiles =>
        [.. File.ReadLines($"/proc/{_process.Id}/maps").Select(line => Path.GetFileName(line)).Distinct()];

    /// <summary>Starts <c>Fetch</c> or <c>Aggregate</c>, as it lies beside the tests, on any free port.</summary>
    public static FunctionUnderTest Start(string name, params (string Name, string Value)[] environment) =>
        Start(FunctionBuild.Ordinary, name, environment);

    /// <summary>Starts <c>Fetch</c> or <c>Aggregate</c> on any free port.</summary>
    public static FunctionUnderTest Start(
        FunctionBuild build, string name, params (string Name, string Value)[] environment)
    {
        var start = build == FunctionBuild.Native
            ? new ProcessStartInfo(NativeFunctions.PathOf(name))
            : new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"Isotherm.{name}.dll")]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var variable in start.Environment.Keys.Where(IsOurs).ToArray()) start.Environment.Remove(variable);
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

    /// <summary>
    /// Asks it to stop, and kills it 10 s later if it is still there; its exit code, which is 137 when it was killed.
    /// </summary>
    public async Task<int> StopAsCloudRunDoesAsync(CancellationToken cancellation)
    {
        Terminate();
        var ended = _process.WaitForExitAsync(cancellation);
        await Task.WhenAny(ended, Task.Delay(KillAfter, TimeProvider.System, cancellation));
        if (!_process.HasExited) _process.Kill();
        return await ExitCodeAsync(cancellation);
    }

    /// <summary>The most memory that it ever had resident, in bytes.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>What it has used of processors so far, its own time and the system's for it.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
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

    private static JsonElement Parsed(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at < 0) return;
        var address = line[(at + Listening.Length)..];
        _address.TrySetResult(new Uri(address[..(address.IndexOf('/', "http://".Length) + 1)]));
    }

    /// <summary>Variables of a machine that runs the tests which a function would take as meant for it.</summary>
    private static bool IsOurs(string variable) =>
        variable is "K_SERVICE" or "DOTNET_RUNNING_IN_CONTAINER" or "LOG_FORMAT" or "GOOGLE_CLOUD_PROJECT"
            or "PUBSUB_EMULATOR_HOST" or "STORAGE_EMULATOR_HOST"
        || variable.StartsWith("OTEL_", StringComparison.Ordinal);
}
