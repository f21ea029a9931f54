using System.Text.Json;
using Isotherm.Core.Failures;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Messages;

/// <summary>Messages to and from JSON. Reading ignores unknown fields and refuses an unknown schema version.</summary>
public static class MessageCodec
{
    /// <summary>One line of JSON, equal for equal messages.</summary>
    public static string Write(RunMessage message)
    {
        var document = new MessageDocument
        {
            SchemaVersion = RunMessage.SchemaVersion,
            Run = message.Key.Run.Value,
            Slot = message.Key.Slot.ToString(),
            Hour = message.Key.Slot.Hour.ToString(),
            StartedAt = UtcText.ToMicroseconds(message.StartedAt),
        };
        document = message switch
        {
            PartMessage part => document with
            {
                Bucket = part.Bucket,
                Object = part.ObjectName,
                Generation = part.Generation,
                Part = part.Part,
                Parts = part.Parts,
            },
            FailedRunMessage failed => document with { Failed = failed.Reason },
            _ => throw new ArgumentException($"There is no JSON form of {message.GetType().Name}.", nameof(message)),
        };
        return JsonSerializer.Serialize(document, MessagesJson.Default.MessageDocument);
    }

    /// <exception cref="PoisonException">The bytes are not a message of this schema version.</exception>
    public static RunMessage Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, MessagesJson.Default.MessageDocument)
                ?? throw new PoisonException("The message is the JSON literal null.");
            return FromDocument(document);
        }
        catch (JsonException e)
        {
            throw new PoisonException($"The message cannot be read as one{JsonFault.Where(e)}.", e);
        }
    }

    private static RunMessage FromDocument(MessageDocument document)
    {
        var version = document.SchemaVersion;
        Require(version is not null, "schema_version is missing");
        Require(version == RunMessage.SchemaVersion, $"schema_version is {version}, not {RunMessage.SchemaVersion}");
        Require(RunId.TryParse(document.Run, out var run), "run is not [a-z0-9-]{1,40}");
        Require(Slot.TryParse(document.Slot, out var slot), "slot is not a whole UTC minute");
        Require(document.Hour == slot.Hour.ToString(), "hour is not the hour of the slot");
        Require(UtcText.TryParseMicroseconds(document.StartedAt, out var startedAt), "started_at is not an instant");
        var key = new RunKey(slot, run);
        if (document.Failed is { } reason) return new FailedRunMessage(key, startedAt, reason);
        Require(document.Bucket is not null, "bucket is missing");
        Require(document.Object is not null, "object is missing");
        Require(document.Generation is > 0, "generation is missing or not positive");
        Require(document.Part >= 0 && document.Part < document.Parts, "part does not lie in 0..parts-1");
        return new PartMessage(
            key,
            startedAt,
            document.Bucket!,
            document.Object!,
            document.Generation!.Value,
            document.Part!.Value,
            document.Parts!.Value);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new PoisonException("The message cannot be used: " + otherwise + ".");
    }
}
