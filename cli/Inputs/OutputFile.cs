using System.Text;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Inputs;

/// <summary>A file that appears under its name whole or not at all: it is written beside it and renamed.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private const string Devices = "/dev/";

    private readonly string _path;
    private readonly string _partial;

    private OutputFile(string path, string partial, StreamWriter writer)
    {
        _path = path;
        _partial = partial;
        Writer = writer;
    }

    public StreamWriter Writer { get; }

    public static Answer<OutputFile> Create(Surroundings surroundings, string written)
    {
        if (written.Length == 0) return "--output is empty: name a file.";
        var path = surroundings.PathOf(written);
        try
        {
            if (File.Exists(path)) path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if (Directory.Exists(path)) return $"{written} is a folder: name a file in it.";
            if (!IsReplaceable(path)) return $"{written} is no regular file: use standard output for it.";
            var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetRandomFileName()}.partial");
            var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            return new OutputFile(path, partial, new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" });
        }
        catch (DirectoryNotFoundException)
        {
            return $"The folder of {written} is not there: make it first.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{written} cannot be written: {e.Message}";
        }
    }

    /// <summary>Puts the file in its place.</summary>
    public async Task CommitAsync()
    {
        await Writer.DisposeAsync();
        File.Move(_partial, _path, overwrite: true);
    }

    /// <summary>Without a commit nothing is left.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Writer.DisposeAsync();
        }
        finally
        {
            File.Delete(_partial);
        }
    }

    // A rename would put a file in the place of a device or a pipe. The base library does not tell devices from files,
    // so the folder of devices is left alone whole; a pipe is what cannot seek. What may not be written
    // is not replaced.
    private static bool IsReplaceable(string path)
    {
        if (path.StartsWith(Devices, StringComparison.Ordinal)) return false;
        if (!File.Exists(path)) return true;
        using var there = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return there.CanSeek;
    }
}
