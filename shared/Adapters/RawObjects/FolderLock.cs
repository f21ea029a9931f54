using Isotherm.Core.Failures;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// A lock between processes of one machine: a file opened for nobody else. The operating system frees it when its
/// process dies, so a dead writer blocks nobody.
/// </summary>
internal static class FolderLock
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <summary>Writers hold a lock for milliseconds; one that is held this long is stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for the lock. Disposing the stream frees it.</summary>
    /// <exception cref="TransientException">Somebody else holds it for longer than 30 s.</exception>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancellation)
    {
        // Files live in real time, whatever clock the bucket is given for its generations.
        var clock = TimeProvider.System;
        var since = clock.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            var taken = TryTake(path);
            if (taken is not null) return taken;
            if (clock.GetElapsedTime(since) > Patience)
                throw new TransientException($"Another writer holds '{path}' for more than {Patience.TotalSeconds} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(1 + tries, 10)), clock, cancellation);
        }
    }

    /// <summary>The lock, or null while somebody holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            return null;
        }
    }
}
