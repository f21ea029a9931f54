using System.Diagnostics;
using System.Globalization;
using System.Text;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.Tests;

/// <summary>This test assembly, started once more as a process of its own that works on a bucket.</summary>
internal sealed class OtherProcess : IDisposable
{
    public const string Word = "other-process";

    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public static OtherProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, typeof(OtherProcess).Assembly.GetName().Name + ".dll");
        var start = new ProcessStartInfo("dotnet", ["exec", assembly, Word, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new OtherProcess(Process.Start(start)!);
    }

    public void Go() => _process.StandardInput.WriteLine("go");

    public async Task KillAsync(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary>What the other process does: <c>create FOLDER COUNT</c> or <c>endless FOLDER</c>.</summary>
    public static async Task<int> WorkAsync(string[] arguments)
    {
        var bucket = new FolderBucket(arguments[1], TimeProvider.System);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var count = arguments[0] == "create" ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : int.MaxValue;
        for (var i = 0; i < count; i++)
        {
            Console.WriteLine(await CreateAsync(bucket, i));
            await Console.Out.FlushAsync();
        }

        return 0;
    }

    /// <summary>Every object holds the id of the process that made it, many times over.</summary>
    private static async Task<string> CreateAsync(FolderBucket bucket, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"objects/{number}");
        var content = string.Concat(Enumerable.Repeat($"{Environment.ProcessId};", 20_000));
        try
        {
            var result = await bucket.CreateAsync(name, Encoding.ASCII.GetBytes(content), CancellationToken.None);
            return result.PreconditionFailed ? $"lost {name}" : $"won {name} {Environment.ProcessId}";
        }
        catch (TransientException e)
        {
            return e.Message;
        }
    }
}
