using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>Reads a document with the fast path and without, and compares everything that can be seen.</summary>
internal static class BothPaths
{
    /// <summary>What differs for a document fed in pieces; null when nothing does.</summary>
    public static string? Difference(byte[] document, ReadingsForm form, int[] pieces, ReadingRules? rules = null)
    {
        rules ??= ReadingRules.Default;
        var (fast, general) = (new FingerprintSink(), new FingerprintSink());
        var fastEnd = Feed(new ReadingsReader(form, rules, fast, fast.Bounds), document, pieces);
        var generalEnd = Feed(
            ReadingsReader.General(form, rules, general, general.Bounds), document, [document.Length + 1]);
        if (fastEnd == generalEnd && fast.Value == general.Value) return null;
        var (fastCalls, generalCalls) = (new RecordingSink(), new RecordingSink());
        Feed(new ReadingsReader(form, rules, fastCalls), document, pieces);
        Feed(ReadingsReader.General(form, rules, generalCalls), document, pieces);
        var calls = fastCalls.Lines.Zip(generalCalls.Lines).FirstOrDefault(pair => pair.First != pair.Second);
        return $"fast {fastEnd}, general {generalEnd}; first other call: fast {calls.First}, general {calls.Second}";
    }

    public static ReadingsResult Feed(ReadingsReader reader, ReadOnlySpan<byte> document, int[] pieces)
    {
        for (var i = 0; !document.IsEmpty; i++)
        {
            var piece = Math.Min(document.Length, pieces[i % pieces.Length]);
            if (!reader.Feed(document[..piece])) break;
            document = document[piece..];
        }
        return reader.Complete();
    }
}
