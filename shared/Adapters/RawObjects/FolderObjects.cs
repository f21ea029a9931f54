using Isotherm.Core.RawObjects;
using Microsoft.Win32.SafeHandles;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The files of a <see cref="FolderBucket"/>: which object a file is, and how a new one gets into place.
/// </summary>
internal sealed class FolderObjects(FolderLayout layout)
{
    private const int ReadBuffer = 64 * 1024;

    /// <summary>A reader is overtaken by a writer once in a while; as often as this it is something else.</summary>
    private const int MaxOvertaken = 100;

    public StoredObject? Find(string name)
    {
        var opened = Open(name);
        opened?.File.Dispose();
        return opened?.Stored;
    }

    /// <summary>The live object and its open file, or null when there is none.</summary>
    public FolderObject? Open(string name)
    {
        for (var overtaken = 0; overtaken < MaxOvertaken; overtaken++)
        {
            if (TryOpen(name, out var opened)) return opened;
        }

        throw new IOException("it changes all the time");
    }

    /// <summary>The greatest generation that this name ever had, or was about to have; 0 for a new name.</summary>
    public long LastGeneration(string name, StoredObject? live) =>
        Records(name).Select(record => record.Generation).Append(live?.Generation ?? 0).Max();

    /// <summary>Makes a pending file the live object. The caller holds the lock of the name.</summary>
    public StoredObject Place(string name, long generation, FolderPending pending)
    {
        var record = new FolderRecord(generation, pending.Size, pending.Crc32C);
        var records = Note(name, record);
        File.SetLastWriteTimeUtc(pending.File.SafeFileHandle, DateTime.UnixEpoch.AddMicroseconds(generation));
        if (Generation(pending.File.SafeFileHandle) != generation)
            throw new IOException("the file system does not keep the times of files to the microsecond");
        var path = layout.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(pending.File.Name, path, overwrite: true);
        Forget(records, generation);
        return record.Of(name);
    }

    /// <summary>
    /// Removes the live object. The caller holds the lock of the name. Its note stays: it knows the last generation.
    /// </summary>
    public void Remove(StoredObject live)
    {
        Note(live.Name, new FolderRecord(live.Generation, live.Size, live.Crc32C));
        File.Delete(layout.File(live.Name));
    }

    /// <summary>
    /// The names of files below the bucket that start with a prefix, in ordinal order; read folder by folder.
    /// </summary>
    public IEnumerable<string> Names(string prefix)
    {
        var above = prefix[..(prefix.LastIndexOf('/') + 1)];
        var start = above.Length == 0 ? layout.Root : layout.File(above[..^1]);
        return Names(start, above).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

        // Folders that cannot hold the prefix are not entered.
        IEnumerable<string> Names(string folder, string above) =>
            Entries(folder, above)
                .Where(entry => entry.StartsWith(prefix, StringComparison.Ordinal)
                    || prefix.StartsWith(entry, StringComparison.Ordinal))
                .SelectMany(entry => entry[^1] == '/' ? Names(layout.File(entry[..^1]), entry) : [entry]);
    }

    /// <summary>
    /// What lies in a folder, folders with a slash at their end: in the ordinal order of these texts the names below
    /// them are in ordinal order, too.
    /// </summary>
    private static IEnumerable<string> Entries(string folder, string above)
    {
        if (!Directory.Exists(folder)) return [];
        return new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => ObjectNames.SegmentRefusal(entry.Name) is null)
            .Select(entry => above + entry.Name + (entry is DirectoryInfo ? "/" : ""))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Notes a generation beside its object; the folder of the notes.</summary>
    private string Note(string name, FolderRecord record)
    {
        var records = layout.Records(name);
        Directory.CreateDirectory(records);
        using (File.Create(Path.Combine(records, record.FileName)))
        {
        }

        return records;
    }

    private static FileStream? OpenFile(string path)
    {
        try
        {
            const FileShare anything = FileShare.ReadWrite | FileShare.Delete;
            return new FileStream(path, FileMode.Open, FileAccess.Read, anything, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            return null;
        }
    }

    /// <summary>
    /// False when a writer came in between. Null in <paramref name="opened"/>: there is no such object.
    /// </summary>
    private bool TryOpen(string name, out FolderObject? opened)
    {
        opened = null;
        FileStream? file = null;
        try
        {
            file = OpenFile(layout.File(name));
            if (file is null) return true;
            if (Identify(name, file.SafeFileHandle) is not { } stored) return false;
            opened = new FolderObject(stored, file);
            file = null;
            return true;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Which object an open file is; null when a writer has just put another one in its place.</summary>
    private StoredObject? Identify(string name, SafeFileHandle handle)
    {
        var written = Generation(handle);
        var records = Records(name);
        if (records.Find(record => record.Generation == written) is { } exact) return exact.Of(name);

        // Notes are tidied away after the file was replaced, never before.
        if (HasMoved(name, handle)) return null;
        var size = RandomAccess.GetLength(handle);
        var crc = Checksum(handle);
        var same = records.Where(record => record.Size == size && record.Crc32C == crc)
            .MaxBy(record => record.Generation);
        if (same is not null) return same.Of(name);
        var last = records.Select(record => record.Generation).DefaultIfEmpty(0).Max();
        return new StoredObject(name, Math.Max(written, last + 1), size, crc);
    }

    private bool HasMoved(string name, SafeFileHandle handle)
    {
        using var now = OpenFile(layout.File(name));
        return now is null || Generation(now.SafeFileHandle) != Generation(handle);
    }

    private List<FolderRecord> Records(string name)
    {
        var folder = layout.Records(name);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder).Select(path => FolderRecord.Parse(Path.GetFileName(path)))
            .OfType<FolderRecord>()];
    }

    /// <summary>Tidies notes on earlier generations away. The object is committed: nothing here may fail it.</summary>
    private static void Forget(string records, long before)
    {
        try
        {
            foreach (var path in Directory.EnumerateFiles(records))
            {
                if (FolderRecord.Parse(Path.GetFileName(path))?.Generation < before) File.Delete(path);
            }
        }
        catch (Exception e) when (FolderBucket.IsFileFailure(e))
        {
            // The next generation tidies up after both.
        }
    }

    private static long Generation(SafeFileHandle handle)
    {
        var ticks = (File.GetLastWriteTimeUtc(handle) - DateTime.UnixEpoch).Ticks;
        return Math.Max(1, ticks / TimeSpan.TicksPerMicrosecond);
    }

    private static string Checksum(SafeFileHandle handle)
    {
        Crc32C crc = default;
        var buffer = new byte[ReadBuffer];
        for (long offset = 0; ;)
        {
            var count = RandomAccess.Read(handle, buffer, offset);
            if (count == 0) return crc.ToBase64();
            crc.Append(buffer.AsSpan(0, count));
            offset += count;
        }
    }
}
