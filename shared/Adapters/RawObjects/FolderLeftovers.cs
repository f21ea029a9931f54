namespace Isotherm.Adapters.RawObjects;

/// <summary>Files of writers that died before their commit.</summary>
internal static class FolderLeftovers
{
    /// <summary>Between making a file and locking it a writer must not be disturbed; an hour is ample.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <summary>
    /// Deletes every file that is old and that nobody holds open. What resists is left for the next time.
    /// </summary>
    public static void Sweep(string folder)
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - Age;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            try
            {
                if (File.GetLastWriteTimeUtc(path) > before) continue;
                using var nobodyElse = FolderLock.TryTake(path);
                if (nobodyElse is not null) File.Delete(path);
            }
            catch (Exception e) when (FolderBucket.IsFileFailure(e))
            {
                // Another process sweeps as well, or may not: either way it is no concern of this writer.
            }
        }
    }
}
