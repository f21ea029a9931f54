namespace Isotherm.Core.Readings;

/// <summary>Reads one document of readings from bytes as they come; constant memory; never throws on bad input.</summary>
public sealed class ReadingsReader(ReadingsForm form, ReadingRules rules, IReadingSink sink)
{
    /// <summary>Takes the next bytes of the document; false when it is unreadable and more bytes are useless.</summary>
    public bool Feed(ReadOnlySpan<byte> bytes) => throw new NotSupportedException($"{form} {rules} {sink} {bytes.Length}");

    /// <summary>Says that the document has ended (or was given up) and how the reading ended.</summary>
    public ReadingsResult Complete() => throw new NotSupportedException();
}
