using System.Globalization;
using System.IO.Compression;
using System.Text;
using Isotherm.Cli.Terminals;
using Isotherm.Testing;
using Microsoft.Data.Sqlite;

namespace Isotherm.Cli.Tests;

/// <summary>Runs isotherm inside this process, in a folder of its own and with an environment of its own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public Dictionary<string, string> Variables { get; } = [];

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Columns of the terminal; null when nothing is one.</summary>
    public int? Terminal { get; set; }

    public byte[] Input { get; set; } = [];

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
        return name;
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public Task<Finished> RunAsync(params string[] arguments) =>
        RunAsync(TestContext.Current.CancellationToken, arguments);

    public async Task<Finished> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var input = new MemoryStream(Input);
        var code = await RunAsync(Surroundings(input, output, error), cancellation, arguments);

        // Its process would have ended; a connection left in the pool could write to a file that is gone.
        SqliteConnection.ClearAllPools();
        return new Finished(code, output.ToString(), error.ToString());
    }

    public static Task<int> RunAsync(
        Surroundings surroundings, CancellationToken cancellation, params string[] arguments) =>
        IsothermCommandLine.RunAsync(arguments, surroundings, cancellation);

    public Surroundings Surroundings(Stream input, TextWriter output, TextWriter error) => new()
    {
        Input = input,
        Output = output,
        Error = error,
        Variable = name => Variables.GetValueOrDefault(name),
        Clock = Clock,
        Folder = Folder,
        IsOutputTerminal = Terminal is not null,
        IsErrorTerminal = Terminal is not null,
        Width = Terminal ?? 80,
    };

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public void Dispose() => _folder.Dispose();
}
