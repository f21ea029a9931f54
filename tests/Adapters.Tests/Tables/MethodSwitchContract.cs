using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Changing the method that is shown.</summary>
public abstract class MethodSwitchContract(TablesFixture tables) : TablesContract(tables)
{
    [Fact]
    public async Task Every_hour_is_shown_by_the_new_method_and_back_again()
    {
        await RecordAsync(Good, Good.In("2019-02-19T15:00:00Z", "a"), Good.In("2019-02-19T15:30:00Z", "b"));
        var rectangle = await Tables.ShownAsync();

        Assert.Equal(
            new MethodChange(Method.Rectangle, Method.Polygon, 2), await SwitchAsync(Method.Polygon));

        Assert.Equal(Method.Polygon, await Tables.Reports.MethodAsync(Cancellation));
        Assert.Equal(
            [
                "2019-02-19 14:00:00|Bretagne|10.500000|2", "2019-02-19 14:00:00|Île-de-France|10.500000|1",
                "2019-02-19 15:00:00|Bretagne|10.500000|4", "2019-02-19 15:00:00|Île-de-France|10.500000|2",
            ],
            await Tables.ShownAsync());
        await SwitchAsync(Method.Rectangle);
        Assert.Equal(rectangle, await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_switch_to_the_method_that_is_shown_does_nothing()
    {
        await RecordAsync(Good);
        var before = await TableDump.EverythingAsync(Tables);

        Assert.Equal(new MethodChange(Method.Rectangle, Method.Rectangle, 0), await SwitchAsync(Method.Rectangle));

        Assert.Equal(before, await TableDump.EverythingAsync(Tables));
    }

    [Fact]
    public async Task What_comes_after_the_switch_is_shown_by_the_new_method()
    {
        await SwitchAsync(Method.Polygon);

        await RecordAsync(Good);

        Assert.Equal(
            ["2019-02-19 14:00:00|Bretagne|10.500000|2", "2019-02-19 14:00:00|Île-de-France|10.500000|1"],
            await Tables.ShownAsync());
    }

    [Fact]
    public async Task A_switch_is_a_changeover_of_every_hour_and_a_duplicate_after_it_is_none()
    {
        await RecordAsync(Good, Good.In("2019-02-19T15:00:00Z", "a") with { Aggregate = Empty });

        await SwitchAsync(Method.Polygon);
        await RecordAsync(Good);

        Assert.Equal(
            ["2019-02-19 14:00:00|1|rectangle", "2019-02-19 14:00:00|2|polygon"],
            await Tables.QueryAsync("SELECT hour, changeover, method FROM hour_history ORDER BY hour, changeover"));
    }

    [Fact]
    public async Task More_hours_than_one_batch_are_all_switched_and_progress_is_told()
    {
        const int hours = 1_100;
        await ManyHours.InsertAsync(Tables, hours);
        var told = new List<int>();

        var change = await Tables.Database.MethodSwitch.SwitchAsync(
            Method.Polygon, new Progress(told.Add), Cancellation);

        Assert.Equal(hours, change.Hours);
        Assert.Equal([1_000, hours], told);
        Assert.Equal(
            [$"{hours}|{hours}|2.000000|2.000000"],
            await Tables.QueryAsync(
                "SELECT COUNT(*), COUNT(DISTINCT hour), MIN(temperature) AS temperature1,"
                + " MAX(temperature) AS temperature2 FROM region_temperature"));
    }

    private Task<MethodChange> SwitchAsync(Method method) =>
        Tables.Database.MethodSwitch.SwitchAsync(method, null, Cancellation);

    private sealed class Progress(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
