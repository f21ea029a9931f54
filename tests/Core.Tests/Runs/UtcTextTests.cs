using CsCheck;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Runs;

public sealed class UtcTextTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Fact]
    public void An_instant_is_read_back_to_the_microsecond() =>
        Instants.Sample(
            instant => UtcText.TryParseMicroseconds(UtcText.ToMicroseconds(instant), out var read)
                && read == UtcText.Truncate(instant)
                && read.Offset == TimeSpan.Zero,
            iter: 1000);

    [Fact]
    public void An_instant_is_read_back_to_the_second() =>
        Instants.Sample(
            instant => UtcText.TryParseSeconds(UtcText.ToSeconds(instant), out var read)
                && instant - read < TimeSpan.FromSeconds(1)
                && instant >= read,
            iter: 1000);

    [Fact]
    public void An_instant_of_any_zone_is_written_in_UTC()
    {
        var instant = new DateTimeOffset(2019, 2, 19, 1, 0, 3, TimeSpan.FromHours(14));

        Assert.Equal("2019-02-18T11:00:03Z", UtcText.ToSeconds(instant));
        Assert.Equal("2019-02-18T11:00:03.000000Z", UtcText.ToMicroseconds(instant));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2019-02-19T14:00:00")]
    [InlineData("2019-02-19T14:00:00z")]
    [InlineData("2019-02-19t14:00:00Z")]
    [InlineData("2019-02-19 14:00:00Z")]
    [InlineData("2019-02-19T14:00:00Z ")]
    [InlineData(" 2019-02-19T14:00:00Z")]
    [InlineData("2019-02-19T14:00:00Z\0")]
    [InlineData("2019-02-19T14:00:00+00:00")]
    [InlineData("2019-2-19T14:00:00Z")]
    [InlineData("19-02-19T14:00:00Z")]
    [InlineData("02019-02-19T14:00:00Z")]
    [InlineData("2019-02-29T14:00:00Z")]
    [InlineData("2019-02-19T24:00:00Z")]
    [InlineData("2019-02-19T23:59:60Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("٢٠١٩-٠٢-١٩T١٤:٠٠:٠٠Z")]
    [InlineData("2019-02-19T14:00:00.000Z")]
    public void Any_other_form_of_a_second_is_refused(string? text)
    {
        Assert.False(UtcText.TryParseSeconds(text, out var instant));
        Assert.Equal(default, instant);
    }

    [Theory]
    [InlineData("2019-02-19T14:00:00Z")]
    [InlineData("2019-02-19T14:00:00.14159Z")]
    [InlineData("2019-02-19T14:00:00.1415926Z")]
    [InlineData("2019-02-19T14:00:00.141592")]
    [InlineData("2019-02-19T14:00:00,141592Z")]
    [InlineData("2019-02-19T14:00:00.14159\0Z")]
    public void Any_other_form_of_a_microsecond_is_refused(string text)
    {
        Assert.False(UtcText.TryParseMicroseconds(text, out _));
    }

    [Theory]
    [InlineData("2019-02-19T14", "2019-02-19T14:00:00.000000Z")]
    [InlineData("2019-02-19T14Z", "2019-02-19T14:00:00.000000Z")]
    [InlineData("2019-02-19 14", "2019-02-19T14:00:00.000000Z")]
    [InlineData("2019-02-19T14:05", "2019-02-19T14:05:00.000000Z")]
    [InlineData("2019-02-19 14:05Z", "2019-02-19T14:05:00.000000Z")]
    [InlineData("2019-02-19T14:05+01:00", "2019-02-19T13:05:00.000000Z")]
    [InlineData("2019-02-19T14:05:06", "2019-02-19T14:05:06.000000Z")]
    [InlineData("2019-02-19 14:05:06Z", "2019-02-19T14:05:06.000000Z")]
    [InlineData("2019-02-19T14:05:06-03:30", "2019-02-19T17:35:06.000000Z")]
    [InlineData("2019-02-19T14:05:06.7Z", "2019-02-19T14:05:06.700000Z")]
    [InlineData("2019-02-19 14:05:06.1415926", "2019-02-19T14:05:06.141592Z")]
    [InlineData("2019-02-19T14:05:06.1415926535897932384626Z", "2019-02-19T14:05:06.141592Z")]
    [InlineData("2019-02-19T14:05:06.9999999999+00:00", "2019-02-19T14:05:06.999999Z")]
    public void What_people_and_schedulers_write_is_read(string text, string instant)
    {
        Assert.True(UtcText.TryParse(text, out var read));
        Assert.Equal(instant, UtcText.ToMicroseconds(read));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2019-02-19")]
    [InlineData("2019-02-19T")]
    [InlineData("2019-02-19T14:5")]
    [InlineData("2019-02-19T14:05:06.Z.7")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("2019-02-19T14:05:06+99:99")]
    [InlineData("2019-02-19T14:05:06 Europe/Paris")]
    [InlineData("today")]
    [InlineData("....................")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(UtcText.TryParse(text, out _));
    }

    [Fact]
    public void No_text_is_ever_an_exception() =>
        Gen.String[Gen.Char["0123456789-:TZ.+ \0é٣"], 0, 40].Sample(
            text =>
            {
                _ = UtcText.TryParse(text, out _);
                var isExact = UtcText.TryParseSeconds(text, out var instant);
                return !isExact || UtcText.ToSeconds(instant) == text;
            },
            iter: 20_000);

    [Fact]
    public void What_was_truncated_once_stays_what_it_is() =>
        Instants.Sample(
            instant => UtcText.Truncate(UtcText.Truncate(instant)) == UtcText.Truncate(instant)
                && instant - UtcText.Truncate(instant) < TimeSpan.FromMicroseconds(1),
            iter: 1000);
}
