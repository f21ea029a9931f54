using System.Text.Json;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Exports;

/// <summary>
/// Writes the parts of committed runs to another bucket, a reading a line. An exported object is made of one generation
/// of a raw object, so what is there already is right and is left alone; an interrupted export is continued by the same
/// command.
/// </summary>
internal sealed class RunExport(IBucket raw, IBucket exported)
{
    /// <summary>Larger than what a committed part was read with, so that nothing that was kept is refused.</summary>
    private const int MaxDepth = 128;

    /// <summary>Bytes that are handed on at once.</summary>
    private const int Chunk = 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>What was done, or why the run cannot be exported whole; parts before the fault are exported.</summary>
    /// <exception cref="TransientException">A bucket cannot be reached.</exception>
    public async Task<Answer<ExportedRun>> WriteAsync(Manifest manifest, CancellationToken cancellation)
    {
        var (written, readings) = (0, 0L);
        HashSet<string>? there = null;
        for (var part = 0; part < manifest.Parts.Count; part++)
        {
            var stored = manifest.Parts[part].Stored;
            if (!RawObjectName.TryParse(stored.Name, out var name)) return $"{stored.Name} is no raw object.";
            var target = ExportName.Of(name!);
            there ??= await ThereAsync(target[..(target.LastIndexOf('/') + 1)], cancellation);
            if (there.Contains(target)) continue;
            if (await WriteAsync(manifest, part, target, cancellation) is { } fault) return $"{stored.Name}: {fault}";
            written++;
            readings += manifest.Parts[part].Records;
        }

        return new ExportedRun(manifest.Key, manifest.Parts.Count, written, readings);
    }

    /// <summary>One listing of a run: it may have hundreds of parts.</summary>
    private async Task<HashSet<string>> ThereAsync(string folder, CancellationToken cancellation) =>
        await exported.ListAsync(folder, cancellation).Select(stored => stored.Name)
            .ToHashSetAsync(comparer: null, cancellation);

    /// <summary>Null when the part is exported; else what is wrong with it, and nothing is visible.</summary>
    private async Task<string?> WriteAsync(
        Manifest manifest, int part, string target, CancellationToken cancellation)
    {
        var (expected, records) = (manifest.Parts[part].Stored, manifest.Parts[part].Records);
        var opened = await raw.OpenAsync(expected.Name, expected.Generation, cancellation);
        if (opened is null) return $"generation {expected.Generation} is gone.";
        await using var source = opened;
        if (opened.Stored != expected) return "is not what its manifest says.";
        await using var writer = await exported.CreateAsync(target, cancellation);
        using var lines = new ReadingLines(manifest, part);
        try
        {
            await foreach (var element in ElementsAsync(opened.Content, cancellation))
            {
                lines.Add(element);
                if (lines.Written.Length >= Chunk) await HandOnAsync(lines, writer, cancellation);
            }
        }
        catch (JsonException unreadable)
        {
            return unreadable.Message;
        }

        // The checksum is known at the end only.
        await opened.Content.CopyToAsync(Stream.Null, cancellation);
        if (lines.Count != records) return $"holds {lines.Count} readings, and its manifest says {records}.";
        await HandOnAsync(lines, writer, cancellation);
        await writer.CommitAsync(cancellation);
        return null;
    }

    private static IAsyncEnumerable<JsonElement> ElementsAsync(Stream content, CancellationToken cancellation) =>
        JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(content, Options, cancellation);

    private static async Task HandOnAsync(ReadingLines lines, IObjectWriter writer, CancellationToken cancellation)
    {
        await writer.WriteAsync(lines.Written, cancellation);
        lines.Taken();
    }
}
