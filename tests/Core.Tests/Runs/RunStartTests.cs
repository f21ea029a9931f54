using CsCheck;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Runs;

/// <summary>Rule 1 of the data: which slot a run covers and what it is called, decided once.</summary>
public sealed class RunStartTests
{
    private const string Scheduled = "2019-02-19T14:00:00Z";

    private static readonly DateTimeOffset Now = new(2019, 2, 19, 14, 0, 3, 141, 592, TimeSpan.Zero);

    [Fact]
    public void An_explicit_hour_decides_whatever_the_schedule_and_the_clock_say()
    {
        var request = new RunRequest(new DateTimeOffset(2018, 12, 31, 23, 59, 59, TimeSpan.Zero), null);

        var start = Decide(request, Scheduled);

        Assert.Equal("2018-12-31T23:00:00Z manual-20190219t140003z-nonce", start.Key.ToString());
        Assert.Equal(RunTrigger.Manual, start.Trigger);
        Assert.Equal(Now, start.StartedAt);
    }

    [Fact]
    public void An_explicit_hour_with_an_offset_is_an_hour_of_UTC()
    {
        var request = new RunRequest(new DateTimeOffset(2019, 2, 19, 1, 30, 0, TimeSpan.FromHours(2)), RunId.Parse("r"));

        Assert.Equal("2019-02-18T23:00:00Z r", Decide(request, null).Key.ToString());
    }

    [Fact]
    public void A_schedule_time_decides_slot_and_run()
    {
        var start = Decide(RunRequest.None, "2019-02-19T13:00:00Z");

        Assert.Equal("2019-02-19T13:00:00Z scheduled-20190219t130000z", start.Key.ToString());
        Assert.Equal(RunTrigger.Schedule, start.Trigger);
        Assert.Equal(Now, start.StartedAt);
    }

    [Theory]
    [InlineData("2019-02-19T13:59:59.987654321Z")]
    [InlineData("2019-02-19T13:59:59.9876543219999999999999Z")]
    [InlineData("2019-02-19T14:59:59.9+01:00")]
    [InlineData("2019-02-19T08:59:59-05:00")]
    [InlineData("2019-02-19 13:59:59")]
    public void A_schedule_time_may_have_nanoseconds_or_an_offset(string scheduleTime)
    {
        var start = Decide(RunRequest.None, scheduleTime);

        Assert.Equal("2019-02-19T13:00:00Z scheduled-20190219t135959z", start.Key.ToString());
        Assert.Equal(RunTrigger.Schedule, start.Trigger);
    }

    [Fact]
    public void A_retry_is_the_same_run_whatever_the_clock_says_by_then()
    {
        var first = Decide(RunRequest.None, Scheduled);
        var retry = RunStart.Decide(RunRequest.None, Scheduled, Now.AddHours(3), SlotLength.Hourly, "other");

        Assert.Equal(first.Key, retry.Key);
        Assert.NotEqual(first.StartedAt, retry.StartedAt);
    }

    [Theory]
    [InlineData("2019-02-19T14:01:03.141592Z", RunTrigger.Schedule)]
    [InlineData("2019-02-19T14:01:03.1415920Z", RunTrigger.Schedule)]
    [InlineData("2019-02-19T14:01:03.1415921Z", RunTrigger.Manual)]
    [InlineData("2019-02-19T15:00:00Z", RunTrigger.Manual)]
    [InlineData("9999-12-31T23:59:59Z", RunTrigger.Manual)]
    [InlineData("0001-01-01T00:00:00Z", RunTrigger.Schedule)]
    public void A_schedule_time_more_than_a_minute_ahead_belongs_to_a_forced_run(string scheduleTime, RunTrigger trigger)
    {
        var start = Decide(RunRequest.None, scheduleTime);

        Assert.Equal(trigger, start.Trigger);
        if (trigger == RunTrigger.Manual)
            Assert.Equal("2019-02-19T14:00:00Z manual-20190219t140003z-nonce", start.Key.ToString());
    }

    [Fact]
    public void A_schedule_time_shortly_ahead_of_the_clock_keeps_its_own_hour()
    {
        var early = new DateTimeOffset(2019, 2, 19, 13, 59, 59, TimeSpan.Zero);

        var start = RunStart.Decide(RunRequest.None, Scheduled, early, SlotLength.Hourly, "nonce");

        Assert.Equal("2019-02-19T14:00:00Z scheduled-20190219t140000z", start.Key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("1550584800")]
    [InlineData("Tue, 19 Feb 2019 14:00:00 GMT")]
    [InlineData("2019-02-30T14:00:00Z")]
    [InlineData("2019-02-19T14:00:00+25:00")]
    [InlineData(" 2019-02-19T14:00:00Z")]
    public void An_unreadable_schedule_time_counts_as_none(string? scheduleTime)
    {
        var start = Decide(RunRequest.None, scheduleTime);

        Assert.Equal("2019-02-19T14:00:00Z manual-20190219t140003z-nonce", start.Key.ToString());
        Assert.Equal(RunTrigger.Manual, start.Trigger);
    }

    [Fact]
    public void The_caller_may_name_the_run()
    {
        var request = new RunRequest(null, RunId.Parse("correction-1"));

        var scheduled = Decide(request, "2019-02-19T13:00:00Z");
        var manual = Decide(request, null);

        Assert.Equal("2019-02-19T13:00:00Z correction-1", scheduled.Key.ToString());
        Assert.Equal(RunTrigger.Schedule, scheduled.Trigger);
        Assert.Equal("2019-02-19T14:00:00Z correction-1", manual.Key.ToString());
    }

    [Fact]
    public void Manual_runs_of_one_second_differ_by_their_nonce()
    {
        var one = RunStart.Decide(RunRequest.None, null, Now, SlotLength.Hourly, "0123456789abcdef");
        var two = RunStart.Decide(RunRequest.None, null, Now, SlotLength.Hourly, "fedcba9876543210");

        Assert.NotEqual(one.Key, two.Key);
        Assert.Equal("manual-20190219t140003z-0123456789abcdef", one.Key.Run.Value);
    }

    [Fact]
    public void A_nonce_that_is_no_part_of_an_id_is_a_defect_of_the_caller()
    {
        Assert.Throws<FormatException>(() => RunStart.Decide(RunRequest.None, null, Now, SlotLength.Hourly, "../x"));
    }

    [Theory]
    [InlineData(60, "2019-02-19T14:00:00Z")]
    [InlineData(30, "2019-02-19T14:30:00Z")]
    [InlineData(15, "2019-02-19T14:45:00Z")]
    [InlineData(1, "2019-02-19T14:59:00Z")]
    public void A_shorter_slot_is_the_part_of_the_hour_that_holds_the_instant(int minutes, string slot)
    {
        Assert.True(SlotLength.TryCreate(minutes, out var length));

        var start = RunStart.Decide(RunRequest.None, "2019-02-19T14:59:59Z", Now.AddHours(1), length, "nonce");

        Assert.Equal(slot, start.Key.Slot.ToString());
    }

    [Fact]
    public void The_start_is_kept_to_the_microsecond()
    {
        var start = RunStart.Decide(RunRequest.None, null, Now.AddTicks(9), SlotLength.Hourly, "n");

        Assert.Equal(Now, start.StartedAt);
        Assert.Equal(TimeSpan.Zero, start.StartedAt.Offset);
    }

    [Fact]
    public void A_clock_of_any_zone_decides_the_same() =>
        Gen.Select(Gen.DateTime, Gen.Int[-14 * 60, 14 * 60]).Where(IsInRange).Sample(
            (utc, offset) =>
            {
                var now = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
                var there = now.ToOffset(TimeSpan.FromMinutes(offset));
                return RunStart.Decide(RunRequest.None, null, now, SlotLength.Hourly, "n")
                    == RunStart.Decide(RunRequest.None, null, there, SlotLength.Hourly, "n");
            },
            iter: 1000);

    private static bool IsInRange((DateTime Utc, int Offset) sample) =>
        sample.Utc.Year is > 1 and < 9999;

    private static RunStart Decide(RunRequest request, string? scheduleTime) =>
        RunStart.Decide(request, scheduleTime, Now, SlotLength.Hourly, "nonce");
}
