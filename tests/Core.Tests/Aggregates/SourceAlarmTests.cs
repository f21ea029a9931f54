using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class SourceAlarmTests
{
    [Fact]
    public void An_ordinary_run_gives_no_alarm()
    {
        Assert.Null(Reason(1000, (RejectReason.Foreign, 98), (RejectReason.MissingTemperature, 11)));
        Assert.Null(Reason(1, []));
        Assert.Null(Reason(1000, (RejectReason.Foreign, 999)));
        Assert.Null(Reason(1001, (RejectReason.NotANumber, 500)));
    }

    [Fact]
    public void An_empty_array_is_an_alarm() => Assert.Equal("The answer holds no reading.", Reason(0));

    [Fact]
    public void No_usable_reading_is_an_alarm_even_when_all_are_foreign() =>
        Assert.Equal("None of 7 readings is usable (foreign 7).", Reason(7, (RejectReason.Foreign, 7)));

    [Fact]
    public void Half_the_readings_rejected_for_another_reason_than_foreign_is_an_alarm()
    {
        const string Text = "500 of 1000 readings are rejected for another reason than foreign "
            + "(foreign 1, missing_latitude 300, bad_id 200).";
        Assert.Equal(Text, Reason(
            1000, (RejectReason.BadId, 200), (RejectReason.MissingLatitude, 300), (RejectReason.Foreign, 1)));
        Assert.Null(Reason(
            1000, (RejectReason.BadId, 199), (RejectReason.MissingLatitude, 300), (RejectReason.Foreign, 1)));
    }

    [Fact]
    public void Counts_are_added_reason_by_reason()
    {
        var both = Counts((RejectReason.Foreign, 2), (RejectReason.BadId, 1)).Plus(Counts((RejectReason.Foreign, 3)));
        Assert.Equal((5, 1, 0, 6),
            (both[RejectReason.Foreign], both[RejectReason.BadId], both[RejectReason.Superseded], both.Total));
    }

    private static string? Reason(long read, params (RejectReason Reason, long Count)[] rejects) =>
        SourceAlarm.Reason(read, Counts(rejects));

    private static RejectCounts Counts(params (RejectReason Reason, long Count)[] rejects) =>
        new(rejects.ToDictionary(reject => reject.Reason, reject => reject.Count));
}
