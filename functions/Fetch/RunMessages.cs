using System.Globalization;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Fetch;

/// <summary>The messages of a run, with their attributes <c>version</c>, <c>run</c> and <c>traceparent</c>.</summary>
internal static class RunMessages
{
    private const int MaxReason = 1000;

    /// <summary>The message of a part that is about to be committed.</summary>
    public static string Body(RunStart start, string bucket, StoredObject stored, int part, int parts) =>
        MessageCodec.Write(new PartMessage(
            start.Key, start.StartedAt, bucket, stored.Name, stored.Generation, part, parts));

    /// <summary>One message per part, its body as the manifest has it.</summary>
    public static IReadOnlyList<OutgoingMessage> Of(Manifest manifest, string? traceParent)
    {
        var attributes = Attributes(manifest.Key.Run, traceParent);
        return [.. manifest.Parts.Select(part => new OutgoingMessage(part.Message, attributes))];
    }

    /// <summary>The message that tells the ledger about a call that made no run.</summary>
    public static OutgoingMessage Failed(RunStart start, string reason, string? traceParent)
    {
        var cut = reason[..Math.Min(reason.Length, MaxReason)];
        var body = MessageCodec.Write(new FailedRunMessage(start.Key, start.StartedAt, cut));
        return new OutgoingMessage(body, Attributes(start.Key.Run, traceParent));
    }

    private static Dictionary<string, string> Attributes(RunId run, string? traceParent)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = RunMessage.SchemaVersion.ToString(CultureInfo.InvariantCulture),
            ["run"] = run.Value,
        };
        if (traceParent is not null) attributes["traceparent"] = traceParent;
        return attributes;
    }
}
