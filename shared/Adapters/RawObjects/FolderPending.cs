namespace Isotherm.Adapters.RawObjects;

/// <summary>A hidden file that holds all bytes of an object, still open.</summary>
internal sealed record FolderPending(FileStream File, long Size, string Crc32C)
{
    /// <summary>Returns when the disk has the bytes.</summary>
    public void Flush() => File.Flush(flushToDisk: true);
}
