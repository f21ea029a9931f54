using System.Globalization;
using System.Text;
using CsCheck;
using Isotherm.Core.Readings;
using Isotherm.Core.Readings.Fast;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>
/// The fast path gives what the general one gives: 50,000 documents on each commit, as many as ISOTHERM_DOCUMENTS says
/// otherwise, beginning with the number that ISOTHERM_FIRST_DOCUMENT says.
/// </summary>
public sealed class FastPathTests
{
    private static readonly int Documents = Setting("ISOTHERM_DOCUMENTS", 50_000);
    private static readonly int First = Setting("ISOTHERM_FIRST_DOCUMENT", 0);

    [Fact]
    public void Every_document_gives_the_same_calls_and_the_same_end_with_the_fast_path_and_without()
    {
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(First, First + Documents, seed =>
        {
            var (document, isLines) = RecordDocuments.Of(seed);
            var form = isLines || seed % 7 == 0 ? ReadingsForm.ArrayOrLines : ReadingsForm.Array;
            int[] pieces = seed % 3 == 0 ? [1 + (seed % 1999), 1 + (seed % 977), 700] : [document.Length + 1];
            if (BothPaths.Difference(document, form, pieces) is { } difference)
                faults.Add($"document {seed}: {difference}");
        });
        Assert.True(faults.IsEmpty, $"{faults.Count} differ; {string.Join('\n', faults.Order().Take(3))}");
    }

    [Fact]
    public void The_documents_try_the_fast_path_and_both_ends_of_a_document()
    {
        var (usable, good) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var (document, _) = RecordDocuments.Of(seed);
            var sink = new FingerprintSink();
            if (BothPaths.Feed(new(ReadingsForm.ArrayOrLines, ReadingRules.Default, sink), document, [9999]).IsComplete)
                good++;
            usable += sink.UsableCount;
        }
        Assert.InRange(good, 200, 400);
        Assert.InRange(usable, 1000, 5000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(16)]
    public void Block_boundaries_at_every_byte_change_nothing(int first)
    {
        for (var seed = first; seed < first + 5; seed++)
        {
            var (document, _) = RecordDocuments.Of(seed);
            for (var cut = 0; cut <= document.Length; cut++)
            {
                Assert.Null(BothPaths.Difference(
                    document, ReadingsForm.ArrayOrLines, [Math.Max(cut, 1), document.Length + 1]));
            }
            Assert.Null(BothPaths.Difference(document, ReadingsForm.ArrayOrLines, [1]));
        }
    }

    [Fact]
    public void Records_that_look_alike_take_the_fast_path()
    {
        var records = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("," + Good, 100)));
        var sink = new FingerprintSink();
        var reader = new FastReader(ReadingRules.Default, sink, null, isLines: false);
        var read = 1L;
        var used = reader.Read(records, 0, ref read);
        Assert.InRange(used, records.Length - Good.Length - WideText.Room, records.Length);
        Assert.Equal(used / (Good.Length + 1), sink.UsableCount);
        Assert.Equal(1 + sink.UsableCount, read);
    }

    /// <summary>
    /// 2⁶⁴ + 45·10¹⁵ is 45·10¹⁵ where only 64 bits are kept: a number far out of range that would become a good one.
    /// </summary>
    [Theory]
    [InlineData("18491.744073709551616")]
    [InlineData("-18491.744073709551616")]
    [InlineData("184917.44073709551616")]
    [InlineData("1849174.4073709551616")]
    public void Twenty_digits_are_not_cut_to_what_64_bits_hold(string number)
    {
        foreach (var field in (string[])["\"lat\":", "\"lon\":", "\"temperature\":"])
        {
            var record = Good[..(Good.IndexOf(field, StringComparison.Ordinal) + field.Length)] + number
                + Good[Good.IndexOfAny([',', '}'], Good.IndexOf(field, StringComparison.Ordinal))..];
            var document = $"[{string.Join(',', Enumerable.Repeat(Good, 50))},{record},{Good},{record}]";
            var sink = new FingerprintSink();

            Assert.Null(BothPaths.Difference(Encoding.UTF8.GetBytes(document), ReadingsForm.Array, [1 << 20]));
            BothPaths.Feed(
                new(ReadingsForm.Array, ReadingRules.Default, sink), Encoding.UTF8.GetBytes(document), [1 << 20]);
            Assert.Equal(51, sink.UsableCount);
        }
    }

    /// <summary>The general path knows nothing of the exact ways that the fast one takes.</summary>
    [Fact]
    public void Numbers_of_any_length_are_the_nearest_doubles()
    {
        var digits = Gen.Select(Gen.ULong[0, 9_999_999_999_999_999_999], Gen.Int[0, 19], Gen.Int[0, 63]);
        digits.Sample(
            (value, decimals, shift) =>
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{value >> shift}e-{decimals}");
                return ExactDouble.Of(value >> shift, decimals) == double.Parse(text, CultureInfo.InvariantCulture);
            },
            iter: 300_000);
    }

    /// <summary>Half way between two doubles, and the decimals next to it.</summary>
    [Fact]
    public void Numbers_half_way_between_two_doubles_go_to_the_even_one() =>
        Gen.Select(Gen.ULong[1UL << 53, (1UL << 54) - 1], Gen.Int[0, 9], Gen.Int[-1, 1]).Sample(
            (odd, power, beside) =>
            {
                // A 54 bit number that is odd lies half way; times and divided by 2 to a power it still does.
                var five = (ulong)Math.Pow(5, power);
                var half = (UInt128)(odd | 1) * five;
                if (half > 9_999_999_999_999_999_999) half = odd | 1;
                var decimals = half == (odd | 1) ? 0 : power;
                var value = (ulong)(half + (UInt128)(beside + 1) - 1);
                var text = string.Create(CultureInfo.InvariantCulture, $"{value}e-{decimals}");
                return ExactDouble.Of(value, decimals) == double.Parse(text, CultureInfo.InvariantCulture);
            },
            iter: 300_000);

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var set) ? set : usual;
}
