using System.Text;
using System.Text.Json;
using Isotherm.Cli.Invocation;

namespace Isotherm.Cli.Replays;

/// <summary>
/// Remembers in a file which runs were published, so that the same command can go on after any end, also after the
/// process was killed: a line is on the disk before the next messages go out, and a line that was cut short is not
/// counted. What was published and not yet noted is published twice, which changes nothing.
/// </summary>
internal sealed class ResumeFile : IDisposable
{
    private readonly FileStream _file;
    private readonly HashSet<string> _published;

    private ResumeFile(FileStream file, ResumedReplay replay, HashSet<string> published) =>
        (_file, Replay, _published) = (file, replay, published);

    public ResumedReplay Replay { get; }

    public IReadOnlySet<string> Published => _published;

    /// <summary>Opens or begins the file. One that belongs to another replay is refused, not overwritten.</summary>
    public static Answer<ResumeFile> Open(string path, ResumedReplay replay)
    {
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
            if (!_published.Add(manifest)) continue;
            _file.Write(Encoding.UTF8.GetBytes(manifest + "\n"));
        }

        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static Answer<ResumeFile> Open(FileStream file, ResumedReplay replay, string path)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), false, 4096, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (whole.Length == 0 && text.Length > 0 && text[0] != '{') return NoResumeFile(path);
        var known = lines.Length == 0 ? replay : Read(lines[0]);
        if (known is null) return NoResumeFile(path);
        if (known with { Id = replay.Id, StartedAt = replay.StartedAt } != replay)
        {
            return $"{path} belongs to another replay ({known}): name another file, or delete it to start afresh.";
        }

        file.SetLength(Encoding.UTF8.GetByteCount(whole));
        file.Seek(0, SeekOrigin.End);
        var opened = new ResumeFile(file, known, [.. lines.Skip(1)]);
        if (lines.Length > 0) return opened;
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(replay, ReplaysJson.Default.ResumedReplay) + "\n"));
        file.Flush(flushToDisk: true);
        return opened;
    }

    private static Answer<ResumeFile> NoResumeFile(string path) =>
        $"{path} is no resume file of a replay: name another file.";

    private static ResumedReplay? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReplaysJson.Default.ResumedReplay);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
