using System.Text;
using System.Text.Json;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Replays;

/// <summary>
/// Remembers in a file which runs were published, so that the same command can go on after any end, also after the
/// process was killed: a line is on the disk before the next messages go out, and a line that was cut short is not
/// counted. What was published and not yet noted is published twice, which changes nothing. A last line says that the
/// replay has ended: the file is of no more use then, for the same command again is another replay.
/// </summary>
internal sealed class ResumeFile : IDisposable
{
    /// <summary>No manifest has such a name.</summary>
    private const string Ended = "ended ";

    /// <summary>The start of one replay may have a fraction of a second where that of another has none.</summary>
    private const int LongestFraction = 8;

    private const string OtherFile = "name another file, or delete it to start afresh.";

    private readonly FileStream _file;
    private readonly HashSet<string> _published;

    private ResumeFile(FileStream file, ResumedReplay replay, HashSet<string> published) =>
        (_file, Replay, _published) = (file, replay, published);

    public ResumedReplay Replay { get; }

    public IReadOnlySet<string> Published => _published;

    /// <summary>
    /// Opens or begins the file. One that belongs to another replay, or to one that has ended, and one that is no
    /// resume file at all, is refused and stays as it is.
    /// </summary>
    public static Answer<ResumeFile> Open(string path, ResumedReplay replay)
    {
        if (Directory.Exists(path)) return $"--resume {path} is a folder: name a file in it.";
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var opened = Open(file, replay, path);
            if (opened.Value is not null) file = null;
            return opened;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The resume file {path} cannot be used: {e.Message}";
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Notes that the messages of these manifests are published; on the disk when it returns.</summary>
    public void Note(IEnumerable<string> manifests)
    {
        foreach (var manifest in manifests)
        {
            if (_published.Add(manifest)) Write(manifest);
        }

        _file.Flush(flushToDisk: true);
    }

    /// <summary>Notes that nothing is left to publish.</summary>
    public void End(DateTimeOffset at)
    {
        Write(Ended + UtcText.ToSeconds(at));
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static Answer<ResumeFile> Open(FileStream file, ResumedReplay replay, string path)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), false, 4096, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length == 0) return IsBeginning(text, replay) ? Begin(file, replay) : NoResumeFile(path);
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || Read(lines[0]) is not { } known) return NoResumeFile(path);
        if (known with { Id = replay.Id, StartedAt = replay.StartedAt } != replay)
            return $"{path} belongs to another replay ({known}): {OtherFile}";
        if (lines[^1].StartsWith(Ended, StringComparison.Ordinal))
            return $"{path} belongs to a replay that has {lines[^1]}: {OtherFile}";
        file.SetLength(Encoding.UTF8.GetByteCount(whole));
        file.Seek(0, SeekOrigin.End);
        return new ResumeFile(file, known, [.. lines.Skip(1)]);
    }

    private static ResumeFile Begin(FileStream file, ResumedReplay replay)
    {
        file.SetLength(0);
        var begun = new ResumeFile(file, replay, []);
        begun.Write(FirstLine(replay));
        file.Flush(flushToDisk: true);
        return begun;
    }

    /// <summary>
    /// Whether a text without a line end is what is left of the first line of this very replay, whose id alone and
    /// start may have been others; nothing is left of it, too.
    /// </summary>
    private static bool IsBeginning(string text, ResumedReplay replay)
    {
        var line = FirstLine(replay);
        var common = line[..line.IndexOf(replay.Id, StringComparison.Ordinal)];
        return text.Length <= common.Length
            ? common.StartsWith(text, StringComparison.Ordinal)
            : text.StartsWith(common, StringComparison.Ordinal) && text.Length <= line.Length + LongestFraction;
    }

    private static string FirstLine(ResumedReplay replay) =>
        JsonSerializer.Serialize(replay, ReplaysJson.Default.ResumedReplay);

    private static Answer<ResumeFile> NoResumeFile(string path) =>
        $"{path} is no resume file of a replay, and stays as it is: name another file.";

    private void Write(string line) => _file.Write(Encoding.UTF8.GetBytes(line + "\n"));

    private static ResumedReplay? Read(string line)
    {
        try
        {
            var replay = JsonSerializer.Deserialize(line, ReplaysJson.Default.ResumedReplay);
            return replay is { Id: not null, Bucket: not null, Destination: not null } ? replay : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
