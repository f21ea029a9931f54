using System.Text;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Tests.Readings;

namespace Isotherm.Core.Tests.Aggregates;

/// <summary>A document of many pieces, whose ids come again and again, gives one aggregate for any threads.</summary>
public sealed class PartOfAnyThreadsTests
{
    private const int Readings = 12_000;
    private const int Ids = 5_000;

    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(2, 100_000)]
    [InlineData(3, 5_000)]
    [InlineData(8, 100_000)]
    public async Task The_last_reading_of_an_id_counts_for_any_number_of_threads(int threads, int chunk)
    {
        var document = Encoding.UTF8.GetBytes(
            "[" + string.Join(',', Enumerable.Range(0, Readings).Select(Element)) + "]");
        var part = new PartAccumulator(["11"], (_, _) => new PointPlace(0, 0, 2), keepRejected: true);
        var read = await ReadingsDocument.ReadAsync(
            new ChunkStream(document, chunk), ReadingsForm.Array, ReadingRules.Default, part, document.Length, threads,
            TestContext.Current.CancellationToken);
        Assert.Equal(new ReadingsResult(Readings, null), read);

        var last = Enumerable.Range(0, Readings).Where(IsUsable).GroupBy(IdOf).Select(group => group.Max()).ToArray();
        var rejected = Enumerable.Range(0, Readings).Except(last).Select(position => new RejectedReading(
            position, IsUsable(position) ? RejectReason.Superseded : RejectReason.MissingTemperature));
        var aggregate = part.Finish();
        Assert.Equal(rejected, aggregate.Rejected);
        Assert.Equal((last.Length, last.Length), (aggregate.Usable, aggregate.Ambiguous));
        var sum = new ExactSum(last.Sum(position => position % 100 * 100_000_000L), last.Length);
        Assert.Equal(new RegionSum("11", sum), aggregate.Rectangle.Regions[0]);
        Assert.Equal(new RegionSum("11", sum), aggregate.Polygon.Regions[0]);
    }

    private static bool IsUsable(int position) => position % 101 != 0;

    private static int IdOf(int position) => (int)(position * 7919L % Ids);

    private static string Element(int position)
    {
        var tenths = position % 100;
        var temperature = IsUsable(position) ? FormattableString.Invariant($"{tenths / 10}.{tenths % 10}") : "null";
        var id = new Guid(IdOf(position), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        return $$"""{"id":"{{id}}","lat":48.5,"lon":2.25,"temperature":{{temperature}},"country":"France"}""";
    }
}
