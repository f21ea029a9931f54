using System.Globalization;
using Isotherm.Core.Runs;
using Isotherm.Report.Pages;
using Isotherm.Report.Views;

namespace Isotherm.Functions.Tests.Report.Pages;

public sealed class TimesTests
{
    private static readonly Times English = new(Language.English);
    private static readonly Times French = new(Language.French);

    [Fact]
    public void Dates_are_written_as_the_language_does_it()
    {
        var first = At("2019-08-01T14:00Z");

        Assert.Equal("Thursday 1 August 2019", English.Date(first));
        Assert.Equal("jeudi 1er août 2019", French.Date(first));
        Assert.Equal("19 Feb 2019, 14:00 UTC", English.Short(SampleViews.Afternoon));
        Assert.Equal("19 févr. 2019, 14:00 UTC", French.Short(SampleViews.Afternoon));
        Assert.Equal("19 Feb 2019, 14:00:03 UTC", English.Instant(At("2019-02-19T15:00:03+01:00")));
    }

    [Theory]
    [InlineData("2019-03-31T00:00Z", "01:00 in Paris (UTC+1)")] // summer time begins an hour later
    [InlineData("2019-03-31T01:00Z", "03:00 in Paris (UTC+2)")]
    [InlineData("2019-10-27T00:00Z", "02:00 in Paris (UTC+2)")] // 02:00 comes twice
    [InlineData("2019-10-27T01:00Z", "02:00 in Paris (UTC+1)")]
    [InlineData("2024-03-31T00:00Z", "01:00 in Paris (UTC+1)")] // the 31st is a Sunday
    [InlineData("2024-03-31T01:00Z", "03:00 in Paris (UTC+2)")]
    [InlineData("2026-10-25T01:00Z", "02:00 in Paris (UTC+1)")] // the earliest last Sunday
    [InlineData("1996-10-27T00:00Z", "02:00 in Paris (UTC+2)")]
    [InlineData("2019-02-19T23:00Z", "20 Feb 2019, 00:00 in Paris (UTC+1)")]
    [InlineData("2019-12-31T23:00Z", "1 Jan 2020, 00:00 in Paris (UTC+1)")]
    public void The_hour_in_Paris_says_its_offset_and_its_date_when_it_is_another_one(string utc, string there) =>
        Assert.Equal(there, English.InParis(Hour.Containing(At(utc))));

    [Fact]
    public void Nothing_is_said_of_Paris_before_the_rule_that_is_known() =>
        Assert.Null(English.InParis(Hour.Containing(At("1995-12-31T23:00Z"))));

    [Fact]
    public void The_rule_is_that_of_the_time_zone_data_of_this_machine()
    {
        Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var paris));
        for (var hour = Hour.Containing(At("1996-01-01T00:00Z")); hour.Start.Year < 2030; hour = hour.Plus(1))
            Assert.Equal(paris.GetUtcOffset(hour.Start), ParisTime.OffsetAt(hour.Start));
    }

    [Theory]
    [InlineData("2.03:20:00", "2\u00A0d 3\u00A0h", "2\u00A0j 3\u00A0h")]
    [InlineData("03:20:59", "3\u00A0h 20\u00A0min", "3\u00A0h 20\u00A0min")]
    [InlineData("00:20:59", "20\u00A0min", "20\u00A0min")]
    [InlineData("00:00:40", "40\u00A0s", "40\u00A0s")]
    [InlineData("-00:00:01", "–", "–")]
    public void A_duration_has_the_two_units_that_matter(string span, string english, string french)
    {
        Assert.Equal(english, English.Duration(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));
        Assert.Equal(french, French.Duration(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
