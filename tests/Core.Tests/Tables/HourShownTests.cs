using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Core.Tests.Tables;

public sealed class HourShownTests
{
    private static readonly DateTimeOffset Now = new(2019, 2, 19, 14, 0, 3, TimeSpan.Zero);
    private static readonly ShownSlot[] Slots = [new(Slot.Containing(Now, SlotLength.Hourly), 7)];
    private static readonly HourShown Shown = HourShown.Nothing(Hour.Containing(Now)).Next(Method.Polygon, Slots, Now);

    [Fact]
    public void An_hour_shows_exactly_its_evaluations_by_its_method()
    {
        Assert.True(Shown.Shows(Method.Polygon, [Slots[0]]));
        Assert.False(Shown.Shows(Method.Rectangle, Slots));
        Assert.False(Shown.Shows(Method.Polygon, []));
        Assert.False(Shown.Shows(Method.Polygon, [Slots[0] with { Evaluation = 8 }]));
    }

    [Theory]
    [InlineData(Method.Rectangle)]
    [InlineData(Method.Polygon)]
    public void An_hour_that_never_showed_anything_shows_nothing_by_any_method(Method method)
    {
        var nothing = HourShown.Nothing(Shown.Hour);

        Assert.True(nothing.Shows(method, []));
        Assert.False(nothing.Shows(method, Slots));
    }

    [Fact]
    public void Changeovers_are_counted_and_never_go_back_in_time()
    {
        Assert.Equal((1, Now), (Shown.Changeover, Shown.From));

        var earlier = Shown.Next(Method.Rectangle, [], Now.AddHours(-1));
        Assert.Equal((2, Now), (earlier.Changeover, earlier.From));
        Assert.Equal(Now.AddHours(1), earlier.Next(Method.Rectangle, [], Now.AddHours(1)).From);
    }
}
