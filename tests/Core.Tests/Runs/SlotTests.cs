using CsCheck;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Runs;

/// <summary>Hours and slots: both are known by their first instant.</summary>
public sealed class SlotTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<SlotLength> Lengths =
        Gen.Int[0, 11].Select(i => new[] { 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60 }[i]).Select(minutes => Length(minutes));

    [Fact]
    public void A_slot_holds_its_instant_and_is_read_back() =>
        Gen.Select(Instants, Lengths).Sample(
            (instant, length) =>
            {
                var slot = Slot.Containing(instant, length);
                return slot.Start <= instant
                    && instant - slot.Start < TimeSpan.FromMinutes(length.Minutes)
                    && slot.Start.Minute % length.Minutes == 0
                    && Slot.Containing(slot.Start, length) == slot
                    && slot.Hour == Hour.Containing(instant)
                    && Slot.TryParse(slot.ToString(), out var read)
                    && read == slot;
            },
            iter: 1000);

    [Fact]
    public void An_hour_holds_its_instant_and_is_read_back() =>
        Instants.Sample(
            instant =>
            {
                var hour = Hour.Containing(instant);
                return hour.Start <= instant
                    && instant - hour.Start < TimeSpan.FromHours(1)
                    && Hour.TryParse(hour.ToString(), out var read)
                    && read == hour;
            },
            iter: 1000);

    [Fact]
    public void Hours_and_slots_are_ordered_in_time() =>
        Gen.Select(Instants, Instants).Sample(
            (a, b) =>
            {
                var (hourA, hourB) = (Hour.Containing(a), Hour.Containing(b));
                var (slotA, slotB) = (Slot.Containing(a, Length(1)), Slot.Containing(b, Length(1)));
                return Math.Sign(hourA.CompareTo(hourB)) == hourA.Start.CompareTo(hourB.Start)
                    && (hourA < hourB) == (hourA.Start < hourB.Start) && (hourA > hourB) == (hourA.Start > hourB.Start)
                    && (hourA <= hourB) == (hourA.Start <= hourB.Start) && (hourA >= hourB) == (hourA.Start >= hourB.Start)
                    && (slotA < slotB) == (slotA.Start < slotB.Start) && (slotA > slotB) == (slotA.Start > slotB.Start)
                    && (slotA <= slotB) == (slotA.Start <= slotB.Start) && (slotA >= slotB) == (slotA.Start >= slotB.Start);
            },
            iter: 1000);

    [Theory]
    [InlineData("2019-02-19T14:00:01Z")]
    [InlineData("2019-02-19T14:00:00")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_is_no_whole_minute_is_no_slot(string? text)
    {
        Assert.False(Slot.TryParse(text, out var slot));
        Assert.Equal(default, slot);
    }

    [Theory]
    [InlineData("2019-02-19T14:01:00Z")]
    [InlineData("2019-02-19T14:00:01Z")]
    [InlineData("2019-02-19T14Z")]
    [InlineData(null)]
    public void A_text_that_is_no_whole_hour_is_no_hour(string? text)
    {
        Assert.False(Hour.TryParse(text, out var hour));
        Assert.Equal(default, hour);
    }

    [Fact]
    public void Hours_can_be_counted_over_the_end_of_a_year()
    {
        Assert.True(Hour.TryParse("2019-12-31T23:00:00Z", out var hour));

        Assert.Equal("2020-01-01T02:00:00Z", hour.Plus(3).ToString());
        Assert.Equal("2019-12-31T20:00:00Z", hour.Plus(-3).ToString());
    }

    [Fact]
    public void A_length_divides_the_hour()
    {
        var good = Enumerable.Range(-1, 3700).Where(minutes => SlotLength.TryCreate(minutes, out _));

        Assert.Equal([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60], good);
        Assert.False(SlotLength.TryCreate(int.MinValue, out var refused));
        Assert.Equal(SlotLength.Hourly, refused);
    }

    [Fact]
    public void An_hour_is_the_length_unless_another_is_said()
    {
        Assert.Equal(60, SlotLength.Hourly.Minutes);
        Assert.True(default(SlotLength).IsHourly);
        Assert.Equal(Length(60), SlotLength.Hourly);
        Assert.False(Length(30).IsHourly);
    }

    private static SlotLength Length(int minutes)
    {
        Assert.True(SlotLength.TryCreate(minutes, out var length));
        return length;
    }
}
