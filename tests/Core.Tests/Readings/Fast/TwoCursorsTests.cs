using System.Text;
using Isotherm.Core.Readings;
using Isotherm.Core.Readings.Fast;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>
/// Long runs of records that look alike, through which two cursors go, with a surprise in any of them.
/// </summary>
public sealed class TwoCursorsTests
{
    private const int Records = 150;

    private static readonly string Filler = new('x', 2_500);

    /// <summary>What stands in place of a part of the usual record.</summary>
    private static readonly Dictionary<string, (string Usual, string Surprise)> All = new()
    {
        ["an escape"] = ("France", "R\\u00e9union"),
        ["other letters"] = ("France", "Réunion"),
        ["an escaped control character"] = ("France", "Fran\\u0000ce"),
        ["a control character"] = ("France", "Fran\u0000ce"),
        ["a word for a number"] = ("48.5", "true"),
        ["a word for a text"] = ("\"France\"", "false"),
        ["a word cut short"] = ("48.5", "tru"),
        ["another case"] = ("France", "FRANCE"),
        ["white space"] = ("France", " France "),
        ["an escaped letter"] = ("France", "Fran\\u0063e"),
        ["an empty text"] = ("France", ""),
        ["a long text"] = ("France", Filler),
        ["null for a text"] = ("\"France\"", "null"),
        ["a number for a text"] = ("\"France\"", "5"),
        ["a whole number"] = ("48.5", "48"),
        ["an exponent"] = ("48.5", "4.85e1"),
        ["a zero before it"] = ("48.5", "048.5"),
        ["nothing behind the point"] = ("48.5", "48."),
        ["minus zero"] = ("48.5", "-0.0"),
        ["many decimals"] = ("48.5", "48.5000000000000000000000000000000001"),
        ["very many digits"] = ("48.5", "1" + new string('0', 400)),
        ["null"] = ("48.5", "null"),
        ["a text for a number"] = ("48.5", "\"48.5\""),
        ["another name"] = ("\"lat\"", "\"tal\""),
        ["a space"] = ("{", "{ "),
        ["records within it"] = ("}", ",\"more\":[" + Good + "," + Good + "," + Good + "]}"),
        ["many records within it"] = ("}", ",\"more\":[" + string.Join(',', Enumerable.Repeat(Good, 20)) + "]}"),
        ["a text as long as many records"] = ("}", ",\"name\":\"" + Filler + "\"}"),
        ["no more records"] = ("}", "},"),
        ["no end"] = ("}", ""),
        ["another value behind it"] = ("}", "},null"),
    };

    public static TheoryData<string> Surprises { get; } = [.. All.Keys];

    [Theory]
    [MemberData(nameof(Surprises))]
    public void A_surprise_in_any_record_is_read_as_the_general_path_reads_it(string name)
    {
        var (usual, surprise) = All[name];
        var odd = Good.Replace(usual, surprise, StringComparison.Ordinal);
        Assert.NotEqual(Good, odd);
        for (var place = 0; place < Records; place++) AssertSame(Document(place, odd));
        for (var place = 0; place < Records; place += 7)
            AssertSame(string.Join("\n", Enumerable.Range(0, Records).Select(i => i == place ? odd : Good)));
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC3)]
    [InlineData(0x80)]
    [InlineData(0x1F)]
    public void A_byte_that_no_text_can_hold_is_found_in_any_text_of_any_record(byte wrong)
    {
        foreach (var text in (string[])["id", "timestamp", "country"])
        {
            var begin = Good.IndexOf($"\"{text}\":\"", StringComparison.Ordinal) + text.Length + 4;
            for (var place = 0; place < Records; place += 3)
            {
                var document = Encoding.UTF8.GetBytes(Document(place, Good));
                document[1 + (place * (Good.Length + 1)) + begin] = wrong;
                AssertSame(document);
            }
        }
    }

    [Fact]
    public void Records_whose_texts_differ_in_length_are_learnt_and_then_found_by_both_cursors()
    {
        string[] countries = ["France", "Spain", "Italy", "Réunion", "", "Bosnia and Herzegovina"];
        var records = Enumerable.Range(0, 500).Select(i => Good.Replace("France", countries[i * i % 6]));
        AssertSame($"[{string.Join(',', records)}]");
    }

    [Fact]
    public void Two_cursors_find_the_records_that_one_finds()
    {
        var window = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("," + Good, Records)));
        var layout = new RecordLayout();
        Assert.True(LayoutLearner.TryLearn(window, isLines: false, layout));
        var (one, two) = (new RecordScanner(), new RecordScanner());

        Assert.Equal(0, one.Scan(window, 0, layout.Plan, default));
        Assert.Equal(0, two.Scan(window, 0, layout.Plan, layout.FirstLiteral));

        Assert.True(two.Count > one.Count / 2, "The second cursor has found nothing.");
        for (var record = 0; record <= Math.Min(one.Count, two.Count); record++)
        {
            Assert.Equal(record * (Good.Length + 1), two.Marks(layout.Plan, record)[0].Place);
            var blocks = record < Math.Min(one.Count, two.Count) ? layout.Plan.Count : 0;
            Assert.Equal(
                one.Marks(layout.Plan, record)[..blocks].ToArray(), two.Marks(layout.Plan, record)[..blocks].ToArray());
        }
    }

    private static string Document(int place, string odd) => $"[{string.Join(
        ',', Enumerable.Range(0, Records).Select(i => i == place ? odd : Good))}]";

    private static void AssertSame(string document) => AssertSame(Encoding.UTF8.GetBytes(document));

    private static void AssertSame(byte[] document)
    {
        // At once, then so that what is learnt from the first bytes is used for all others, and cut in several places.
        Assert.Null(BothPaths.Difference(document, ReadingsForm.ArrayOrLines, [document.Length + 1]));
        Assert.Null(BothPaths.Difference(document, ReadingsForm.ArrayOrLines, [1_000, document.Length + 1]));
        Assert.Null(BothPaths.Difference(document, ReadingsForm.ArrayOrLines, [7_001]));
    }
}
