namespace Isotherm.Core.Readings;

/// <summary>Reads one document of readings from a stream, plain or gzip.</summary>
public static class ReadingsDocument
{
    /// <summary>
    /// Reads to the end of the stream or to the first fault. gzip is recognised by its first two bytes. A document of
    /// more than <paramref name="maxBytes"/> after decompression is unreadable at that offset.
    /// </summary>
    public static Task<ReadingsResult> ReadAsync(
        Stream stream,
        ReadingsForm form,
        ReadingRules rules,
        IReadingSink sink,
        long maxBytes,
        CancellationToken cancellation) => throw new NotSupportedException();
}
