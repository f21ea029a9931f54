using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;

namespace Isotherm.Cli.Demo;

/// <summary>
/// The folder of a demo, for one demo at a time. Only a folder that carries the marker is ever emptied, and only of
/// what a demo puts there; an emptying that was cut short is finished before anything else.
/// </summary>
internal sealed class DemoWorkspace : IDisposable
{
    private const int UsualSeed = 1;

    private readonly FileStream _lock;

    private DemoWorkspace(DemoFolder folder, FileStream theLock, int seed) =>
        (Folder, _lock, Seed) = (folder, theLock, seed);

    public DemoFolder Folder { get; }

    public int Seed { get; }

    /// <param name="folder">With an absolute path.</param>
    /// <param name="seed">The seed asked for, if any.</param>
    /// <param name="isFresh">Whether to start afresh.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The workspace owns its lock.")]
    public static Answer<DemoWorkspace> Open(DemoFolder folder, int? seed, bool isFresh)
    {
        if (File.Exists(folder.Path)) return $"{folder.Path} is a file: name a folder with --output.";
        if (IsForeign(folder))
            return $"{folder.Path} holds files and is no folder of a demo: name another with --output.";
        Directory.CreateDirectory(folder.Path);
        if (Lock(folder) is not { } theLock)
            return $"Another demo works in {folder.Path}: wait for it, or name another folder with --output.";
        var marker = PrepareMarker(folder, seed, isFresh);
        if (marker.Is(out var prepared, out var refusal)) return new DemoWorkspace(folder, theLock, prepared.Seed);
        theLock.Dispose();
        return refusal;
    }

    public void Dispose() => _lock.Dispose();

    private static bool IsForeign(DemoFolder folder) =>
        Directory.Exists(folder.Path)
        && !File.Exists(folder.Marker)
        && Directory.EnumerateFileSystemEntries(folder.Path).Any(entry => entry != folder.Lock);

    private static FileStream? Lock(DemoFolder folder)
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Answer<DemoMarker> PrepareMarker(DemoFolder folder, int? seed, bool isFresh)
    {
        var marker = new DemoMarker(DemoMarker.Word, seed ?? UsualSeed, IsClearing: false);
        if (File.Exists(folder.Marker))
        {
            if (Read(folder) is not { } known)
                return $"{folder.Marker} is damaged: delete the folder yourself, or name another with --output.";
            if (!isFresh && !known.IsClearing)
            {
                return seed is null || seed == known.Seed
                    ? known
                    : $"The demo in {folder.Path} was started with --seed {known.Seed}: leave --seed away, or add "
                        + "--fresh.";
            }

            Write(folder, known with { IsClearing = true });
            Clear(folder);
        }

        Write(folder, marker);
        return marker;
    }

    private static void Clear(DemoFolder folder)
    {
        foreach (var kept in new[] { folder.Bucket, folder.DeadLetters })
        {
            if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        }

        File.Delete(folder.Report);
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(folder.Database + suffix);
    }

    private static DemoMarker? Read(DemoFolder folder)
    {
        try
        {
            var marker = JsonSerializer.Deserialize(File.ReadAllText(folder.Marker), DemoJson.Default.DemoMarker);
            return marker?.Demo == DemoMarker.Word ? marker : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(DemoFolder folder, DemoMarker marker)
    {
        var partial = folder.Marker + ".partial";
        File.WriteAllText(partial, JsonSerializer.Serialize(marker, DemoJson.Default.DemoMarker));
        File.Move(partial, folder.Marker, overwrite: true);
    }
}
