using CsCheck;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.RawObjects;

public sealed class RawObjectNameTests
{
    private const string Good = "raw/v1/2019/02/19/14/scheduled-1/attempt-1/part-00042.json";

    private static readonly Gen<string> Ids = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 40];

    private static readonly Gen<RawObjectName> Names = Gen.Select(
        Gen.Long[0, DateTime.MaxValue.Ticks], Gen.Int[0, 11], Ids, Ids, Gen.Int[0, 99_999],
        (ticks, length, run, attempt, part) => Name(new DateTimeOffset(ticks, TimeSpan.Zero), length, run, attempt, part));

    [Fact]
    public void A_name_is_written_and_read_back() =>
        Names.Sample(
            name => RawObjectName.TryParse(name.ToString(), out var read) && read == name,
            iter: 2000);

    [Fact]
    public void Whatever_is_read_is_written_again_to_the_same_text() =>
        Gen.Select(Names, Gen.Int[0, 200], Gen.Char["0123456789-/.abTZ\0 ٣"], Gen.Int[0, 2]).Sample(
            (name, at, letter, how) =>
            {
                var text = Mutate(name.ToString(), at, letter, how);
                return !RawObjectName.TryParse(text, out var read) || read!.ToString() == text;
            },
            iter: 20_000);

    [Fact]
    public void A_name_says_slot_run_attempt_and_part()
    {
        Assert.True(RawObjectName.TryParse(Good, out var name));

        Assert.Equal("2019-02-19T14:00:00Z scheduled-1", name!.Key.ToString());
        Assert.Equal("attempt-1", name.Attempt.Value);
        Assert.Equal(42, name.Part);
        Assert.True(name.IsHourly);
        Assert.Equal(Good, RawObjectName.Of(name.Key, SlotLength.Hourly, name.Attempt, 42).ToString());
    }

    [Fact]
    public void Slots_under_an_hour_carry_their_minute()
    {
        Assert.True(SlotLength.TryCreate(15, out var quarter));
        Assert.True(RawObjectName.TryParse("raw/v1/2019/02/19/1445/r/a/part-00000.json", out var name));

        Assert.Equal("2019-02-19T14:45:00Z r", name!.Key.ToString());
        Assert.False(name.IsHourly);
        Assert.Equal("raw/v1/2019/02/19/1445/r/", RawObjectName.RunFolder(name.Key, quarter));
        Assert.Equal("raw/v1/2019/02/19/1445/r/manifest.json", RawObjectName.Manifest(name.Key, quarter));
    }

    [Fact]
    public void The_first_slot_of_an_hour_is_told_from_the_hour()
    {
        Assert.True(RawObjectName.TryParse("raw/v1/2019/02/19/1400/r/a/part-00000.json", out var quarter));
        Assert.True(RawObjectName.TryParse("raw/v1/2019/02/19/14/r/a/part-00000.json", out var hour));

        Assert.Equal(quarter!.Key, hour!.Key);
        Assert.NotEqual(quarter, hour);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("raw/v1/")]
    [InlineData("raw/v1/2019/02/19/14/r/manifest.json")]
    [InlineData("raw/v1/2019/02/19/14/r/../part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/../a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/r.x/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/../part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14//a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a//part-00000.json")]
    [InlineData("raw/v1//2019/02/19/14/r/a/part-00000.json")]
    [InlineData("/raw/v1/2019/02/19/14/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-00000.json/")]
    [InlineData("RAW/v1/2019/02/19/14/r/a/part-00000.json")]
    [InlineData("raw/v2/2019/02/19/14/r/a/part-00000.json")]
    [InlineData("raw\\v1\\2019\\02\\19\\14\\r\\a\\part-00000.json")]
    [InlineData("raw/v1/2019/02/29/14/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/2/19/14/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/24/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/1460/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/140/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14:0/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19//r/a/part-00000.json")]
    [InlineData("raw/v1/٢٠١٩/02/19/14/r/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/R/a/part-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-0000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-000000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part--0001.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part- 0001.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-+0001.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-0000\0.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-\0\0\0\0\0.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-٠٠٠٠٠.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-00000.jsoN")]
    [InlineData("raw/v1/2019/02/19/14/r/a/pArt-00000.json")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-00000.json\0")]
    [InlineData("raw/v1/2019/02/19/14/r/a/part-00000.json?x=1")]
    public void Any_other_text_is_no_name_of_a_part(string? text)
    {
        Assert.False(RawObjectName.TryParse(text, out var name));
        Assert.Null(name);
    }

    [Fact]
    public void The_longest_name_there_is_is_read()
    {
        var id = new string('a', 40);
        Assert.True(RawObjectName.TryParse($"raw/v1/2019/02/19/1445/{id}/{id}/part-99999.json", out _));
    }

    [Fact]
    public void A_very_long_text_is_no_name()
    {
        Assert.False(RawObjectName.TryParse(RawObjectName.Prefix + new string('/', 10_000_000), out _));
        Assert.False(RawObjectName.TryParse(Good.Replace("attempt-1", new string('a', 41), default), out _));
    }

    [Fact]
    public void There_are_at_most_a_hundred_thousand_parts()
    {
        Assert.True(RawObjectName.TryParse(Good, out var name));

        Assert.Throws<ArgumentOutOfRangeException>(
            () => RawObjectName.Of(name!.Key, SlotLength.Hourly, name.Attempt, 100_000));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => RawObjectName.Of(name!.Key, SlotLength.Hourly, name.Attempt, -1));
        Assert.EndsWith(
            "part-99999.json",
            RawObjectName.Of(name!.Key, SlotLength.Hourly, name.Attempt, 99_999).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_are_named_after_the_part_and_the_evaluation()
    {
        Assert.True(RawObjectName.TryParse(Good, out var name));

        Assert.Equal(
            "rejects/v1/2019/02/19/14/scheduled-1/attempt-1/part-00042.json.1550584803141592.abc.1.ndjson",
            name!.Rejects(1550584803141592, "abc", 1));
    }

    [Fact]
    public void A_bad_answer_is_kept_under_run_and_attempt()
    {
        Assert.Equal("quarantine/r/a.json", QuarantineName.Of(RunId.Parse("r"), AttemptId.Parse("a")));
    }

    private static RawObjectName Name(DateTimeOffset instant, int length, string run, string attempt, int part)
    {
        int[] minutes = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];
        Assert.True(SlotLength.TryCreate(minutes[length], out var slotLength));
        var key = new RunKey(Slot.Containing(instant, slotLength), RunId.Parse(run));
        return RawObjectName.Of(key, slotLength, AttemptId.Parse(attempt), part);
    }

    private static string Mutate(string text, int at, char letter, int how)
    {
        at %= text.Length;
        return how switch
        {
            0 => text[..at] + letter + text[(at + 1)..],
            1 => text[..at] + letter + text[at..],
            _ => text[..at] + text[(at + 1)..],
        };
    }
}
