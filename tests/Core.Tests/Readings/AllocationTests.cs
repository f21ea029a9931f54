using System.Text;
using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(ReadingsForm.Array, 64 * 1024)]
    [InlineData(ReadingsForm.Array, 1000)]
    [InlineData(ReadingsForm.Array, 7)]
    [InlineData(ReadingsForm.ArrayOrLines, 64 * 1024)]
    [InlineData(ReadingsForm.ArrayOrLines, 333)]
    public void Nothing_is_allocated_per_reading(ReadingsForm form, int piece)
    {
        string[] elements =
        [
            Good, Without("id"), With("id", "\"\\ud800\""), With("id", "\"\\u00e9\""), With("country", "\"\\ud800\""),
            With("country", "\" \\u0046rance\""), With("l\\u0061t", "1e999"), With("temperature", "12.34567890123e0"),
            "5", "[1,{}]", With("timestamp", "{\"a\":[]}"), With("temperature", "1e308"),
            With("lat", "12.123456789012345678901"),
        ];
        var separator = form == ReadingsForm.Array ? "," : "\n";
        var text = string.Join(separator, elements);
        var block = Encoding.UTF8.GetBytes(string.Join(separator, Enumerable.Repeat(text, 50)));
        var sink = new CountingSink();
        var bytes = 0L;
        var reader = new ReadingsReader(form, ReadingRules.Default, sink, (begin, end) => bytes += end - begin);
        if (form == ReadingsForm.Array) reader.Feed("["u8);
        var next = Encoding.UTF8.GetBytes(separator);
        Feed(reader, block, next, piece, 20);

        // The runtime may allocate on this thread when it compiles anew; a reader that allocates does so every time.
        var least = Enumerable.Range(0, 5).Min(_ => Allocated(() => Feed(reader, block, next, piece, 20)));
        Assert.Equal(0, least);
        Assert.Equal(6 * 20 * 50 * elements.Length, sink.Count, 1.0);
        Assert.True(bytes > sink.Count, "No bounds were told.");
    }

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Feed(ReadingsReader reader, byte[] block, byte[] next, int piece, int times)
    {
        for (var i = 0; i < times; i++)
        {
            for (var at = 0; at < block.Length; at += piece)
                reader.Feed(block.AsSpan(at, Math.Min(piece, block.Length - at)));
            reader.Feed(next);
        }
    }

    private sealed class CountingSink : IReadingSink
    {
        public int Count { get; private set; }

        public void Usable(scoped in Reading reading) => Count++;

        public void Reject(RejectedReading rejected) => Count++;
    }
}
