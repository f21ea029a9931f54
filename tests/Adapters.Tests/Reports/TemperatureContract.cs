using System.Globalization;
using CsCheck;
using Isotherm.Adapters.Tests.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Reports;

/// <summary>The dense report, as the shipped statement and as the program gives it.</summary>
public abstract class TemperatureContract(TablesFixture tables) : TablesContract(tables)
{
    private const string Statement = "temperature_3_hours_before.sql";

    [Fact]
    public async Task Without_a_row_there_is_no_report()
    {
        Assert.Empty(await ShippedAsync());
        Assert.Empty(await ReportAsync(ReportFilter.Everything));
    }

    [Fact]
    public async Task Every_region_and_every_hour_is_there_and_three_hours_are_not_three_rows()
    {
        // Bretagne at 10:00, 11:00, 13:00 and 14:00: no row at 12:00, so three rows before 14:00 is 10:00.
        await InsertAsync("10", "Bretagne", 1);
        await InsertAsync("11", "Bretagne", 2);
        await InsertAsync("13", "Bretagne", 3);
        await InsertAsync("14", "Bretagne", 4);

        var rows = await ShippedAsync();

        Assert.Equal(5 * 13, rows.Length);
        Assert.Equal(
            [
                "Bretagne|2019-02-19 10:00:00|1.000000|null",
                "Bretagne|2019-02-19 11:00:00|2.000000|null",
                "Bretagne|2019-02-19 12:00:00|null|null",
                "Bretagne|2019-02-19 13:00:00|3.000000|1.000000",
                "Bretagne|2019-02-19 14:00:00|4.000000|2.000000",
            ],
            rows.Where(row => row.StartsWith("Bretagne", StringComparison.Ordinal)));
        Assert.All(
            rows.Where(row => !row.StartsWith("Bretagne", StringComparison.Ordinal)),
            row => Assert.EndsWith("|null|null", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_single_hour_is_a_report_of_thirteen_rows()
    {
        await InsertAsync("10", "Corse", 1);

        Assert.Equal(13, (await ShippedAsync()).Length);
        Assert.Equal(13, (await ReportAsync(ReportFilter.Everything)).Length);
    }

    [Fact]
    public async Task The_report_of_the_program_is_the_shipped_statement_whatever_is_missing()
    {
        var hours = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 12], Gen.Int[-30_000_000, 30_000_000]).Array[1, 25];
        await hours.SampleAsync(
            async rows =>
            {
                await Tables.ResetAsync();
                var once = rows.DistinctBy(row => (row.Item1, row.Item2)).ToArray();
                await ManyHours.InsertAsync(
                    Tables,
                    "region_temperature",
                    Enumerable.Range(0, once.Length),
                    i => Row(once[i].Item1, Region.All[once[i].Item2], once[i].Item3 / 1_000_000m));
                Assert.Equal(
                    (await ShippedAsync()).Order(StringComparer.Ordinal),
                    (await ReportAsync(ReportFilter.Everything)).Order(StringComparer.Ordinal));
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public async Task A_filter_leaves_rows_out_and_changes_none()
    {
        foreach (var hour in new[] { "08", "09", "11", "12", "15" }) await InsertAsync(hour, "Normandie", 5);
        await InsertAsync("10", "Corse", 7);
        var all = await ReportAsync(ReportFilter.Everything);

        Assert.Equal(all.Skip(13 * 3), await ReportAsync(new ReportFilter(At("11"), null, null)));
        Assert.Equal(all.Take(13 * 5), await ReportAsync(new ReportFilter(null, At("12"), null)));
        Assert.Equal(all, await ReportAsync(new ReportFilter(At("00"), At("23"), null)));
        Assert.Equal(
            [
                "Normandie|2019-02-19 11:00:00|5.000000|5.000000",
                "Normandie|2019-02-19 12:00:00|5.000000|5.000000",
                "Normandie|2019-02-19 13:00:00|null|null",
            ],
            await ReportAsync(new ReportFilter(At("11"), At("13"), Region.Find("28"))));
        Assert.Empty(await ReportAsync(new ReportFilter(At("16"), null, null)));
        Assert.Empty(await ReportAsync(new ReportFilter(null, At("07"), null)));
        Assert.Empty(await ReportAsync(new ReportFilter(At("12"), At("11"), null)));
    }

    [Fact]
    public async Task Rows_are_told_as_they_are_by_hour_and_name()
    {
        await InsertAsync("11", "Normandie", 5);
        await InsertAsync("10", "Île-de-France", 6);
        await InsertAsync("10", "Corse", 7);

        var rows = await Tables.Reports.ShownAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation);
        var one = new ReportFilter(At("10"), At("10"), Region.Find("11"));
        var filtered = await Tables.Reports.ShownAsync(one, Cancellation).ToArrayAsync(Cancellation);

        Assert.Equal(["Corse", "Île-de-France", "Normandie"], rows.Select(row => row.Region));
        Assert.Equal(new ShownTemperature(At("10"), "Île-de-France", 6.000000m, 9), Assert.Single(filtered));
        Assert.Equal(6, filtered[0].Temperature.Scale);
    }

    private static Core.Runs.Hour At(string hour) => Hour($"2019-02-19T{hour}:00:00Z");

    private Task InsertAsync(string hour, string region, int temperature) => Tables.ExecuteAsync(
        $"INSERT INTO region_temperature VALUES ('2019-02-19 {hour}:00:00', '{region}', {temperature}, 9)");

    private Task<string[]> ShippedAsync() =>
        Tables.QueryAsync(ShippedQuery.Read(Tables.QueryFolder + Statement));

    private async Task<string[]> ReportAsync(ReportFilter filter) =>
        await Tables.Reports.TemperaturesAsync(filter, Cancellation).Select(Text).ToArrayAsync(Cancellation);

    private static string Text(RegionHourTemperature row) =>
        $"{row.Region}|{row.Hour.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss}|{Text(row.Temperature)}"
        + $"|{Text(row.Temperature3HoursBefore)}";

    private static string Text(decimal? temperature) =>
        temperature?.ToString("F6", CultureInfo.InvariantCulture) ?? "null";

    private static string Row(int hour, Region region, decimal temperature) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{ManyHours.Hour(hour)}', '{region.Name.Replace("'", "''", StringComparison.Ordinal)}', {temperature}, 1");
}
