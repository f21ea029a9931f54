using System.Text.Encodings.Web;
using System.Text.Json;
using Isotherm.Core.Failures;
using Isotherm.Core.Runs;

namespace Isotherm.Core.RawObjects;

/// <summary>
/// The manifest to and from JSON. Reading ignores unknown fields and refuses an unknown schema version.
/// </summary>
public static class ManifestCodec
{
    /// <summary>Leaves quotes and plus signs legible: a manifest is no web page.</summary>
    private static readonly RawObjectsJson Readable = new(new JsonSerializerOptions(RawObjectsJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(Manifest manifest)
    {
        var document = new ManifestDocument
        {
            SchemaVersion = Manifest.SchemaVersion,
            Run = manifest.Key.Run.Value,
            Slot = manifest.Key.Slot.ToString(),
            Hour = manifest.Key.Slot.Hour.ToString(),
            StartedAt = UtcText.ToMicroseconds(manifest.StartedAt),
            Source = manifest.Source,
            Parts = [.. manifest.Parts.Select(ToDocument)],
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Readable.ManifestDocument);
    }

    /// <exception cref="PoisonException">The bytes are not a manifest of this schema version.</exception>
    public static Manifest Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, RawObjectsJson.Default.ManifestDocument)
                ?? throw new PoisonException("The manifest is the JSON literal null.");
            return FromDocument(document);
        }
        catch (JsonException e)
        {
            throw new PoisonException($"The manifest cannot be read as one{JsonFault.Where(e)}.", e);
        }
    }

    private static ManifestPartDocument ToDocument(ManifestPart part) => new()
    {
        Object = part.Stored.Name,
        Generation = part.Stored.Generation,
        Size = part.Stored.Size,
        Crc32C = part.Stored.Crc32C,
        Records = part.Records,
        Message = part.Message,
    };

    private static Manifest FromDocument(ManifestDocument document)
    {
        var version = document.SchemaVersion;
        Require(version is not null, "schema_version is missing");
        Require(version == Manifest.SchemaVersion, $"schema_version is {version}, not {Manifest.SchemaVersion}");
        Require(RunId.TryParse(document.Run, out var run), "run is not a run id");
        Require(Slot.TryParse(document.Slot, out var slot), "slot is not a UTC minute");
        Require(document.Hour == slot.Hour.ToString(), "hour is not the hour of the slot");
        Require(UtcText.TryParseMicroseconds(document.StartedAt, out var startedAt), "started_at is not an instant");
        Require(document.Source is not null, "source is missing");
        Require(document.Parts is [_, ..], "it names no part");
        var key = new RunKey(slot, run);
        var parts = document.Parts!.Select((part, index) => FromDocument(part, key, index)).ToArray();
        return new Manifest(key, startedAt, document.Source!, parts);
    }

    private static ManifestPart FromDocument(ManifestPartDocument? part, RunKey key, int index)
    {
        var named = RawObjectName.TryParse(part?.Object, out var name) && name!.Key == key && name.Part == index;
        Require(named, $"the object of part {index} is not a part of this run");
        Require(part!.Generation > 0, $"the generation of part {index} is missing or not positive");
        Require(part.Size >= 0, $"the size of part {index} is missing or negative");
        Require(part.Records >= 0, $"the records of part {index} are missing or negative");
        Require(IsChecksum(part.Crc32C), $"the crc32c of part {index} is not four bytes in Base64");
        Require(part.Message is not null, $"the message of part {index} is missing");
        var stored = new StoredObject(part.Object!, part.Generation!.Value, part.Size!.Value, part.Crc32C!);
        return new ManifestPart(stored, part.Records!.Value, part.Message!);
    }

    private static bool IsChecksum(string? text)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return text is { Length: 8 }
            && Convert.TryFromBase64String(text, bytes, out var count) && count == bytes.Length;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new PoisonException("The manifest cannot be used: " + otherwise + ".");
    }
}
