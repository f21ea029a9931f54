using System.Diagnostics;
using System.Globalization;
using Isotherm.Adapters.Tests.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Reports;

/// <summary>The shipped statement and the report over ten years of hours, on a real MySQL.</summary>
public sealed class MySqlTenYears(MySqlFixture tables) : TablesContract(tables), IClassFixture<MySqlFixture>
{
    private const int Hours = 87_660;

    [Fact]
    public async Task The_shipped_statement_runs_as_it_is_and_every_one_of_its_rows_is_right()
    {
        await InsertAsync();
        await using var connection = await Tables.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = ShippedQuery.Read("temperature_3_hours_before.sql");
        command.CommandTimeout = 600;
        var watch = Stopwatch.StartNew();
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        var expected = Region.All.Select(region => region.Name).Order(StringComparer.Ordinal)
            .SelectMany(region => Enumerable.Range(0, Hours).Select(hour => (region, hour)));
        var count = 0;
        foreach (var (region, hour) in expected)
        {
            Assert.True(await rows.ReadAsync(Cancellation), $"There are {count} rows only.");
            var right = rows.GetString(0) == region
                && rows.GetDateTime(1) == new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour)
                && Temperature(rows, 2) == Value(region, hour)
                && Temperature(rows, 3) == Value(region, hour - 3);
            Assert.True(right, $"The row of {region} at hour {hour} is wrong.");
            count++;
        }

        Assert.False(await rows.ReadAsync(Cancellation), "There are too many rows.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{count} rows in {watch.Elapsed.TotalSeconds:F1} s"));
        await AMonthOfTheReportIsRightAsync();
    }

    [Theory]
    [InlineData("2019-03-31")]
    [InlineData("2019-10-27")]
    public async Task No_session_time_zone_changes_a_row(string changeOfClocks)
    {
        foreach (var hour in new[] { "00", "01", "02", "03", "04", "05" })
        {
            await Tables.ExecuteAsync(
                $"INSERT INTO region_temperature VALUES ('{changeOfClocks} {hour}:00:00', 'Corse', {hour}, 1)");
        }

        var statement = ShippedQuery.Read("temperature_3_hours_before.sql");
        var utc = await Tables.QueryAsync($"SET time_zone = '+00:00'; {statement}");

        Assert.Equal(utc, await Tables.QueryAsync($"SET time_zone = '+02:00'; {statement}"));
        Assert.Contains($"Corse|{changeOfClocks} 05:00:00|5.000000|2.000000", utc);
        Assert.Equal(6 * 13, utc.Length);
    }

    private async Task AMonthOfTheReportIsRightAsync()
    {
        var watch = Stopwatch.StartNew();
        var filter = new ReportFilter(Hour("2015-06-01T00:00:00Z"), Hour("2015-06-30T23:00:00Z"), null);
        var rows = await Tables.Reports.TemperaturesAsync(filter, Cancellation).ToArrayAsync(Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"a month of it in {watch.Elapsed.TotalMilliseconds:F0} ms"));

        Assert.Equal(30 * 24 * 13, rows.Length);
        var first = (int)(filter.From!.Value.Start - new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalHours;
        Assert.All(rows.Index(), row =>
        {
            var hour = first + (row.Index / 13);
            Assert.Equal(Value(row.Item.Region, hour), row.Item.Temperature);
            Assert.Equal(Value(row.Item.Region, hour - 3), row.Item.Temperature3HoursBefore);
        });
    }

    private static decimal? Temperature(System.Data.Common.DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDecimal(column);

    /// <summary>Three regions have values; single hours are missing, and once four days in a row.</summary>
    private static decimal? Value(string region, int hour)
    {
        var number = region switch { "Bretagne" => 1, "Corse" => 2, "Île-de-France" => 3, _ => 0 };
        var isMissing = hour != Hours - 1 && (hour % 50 == 7 || hour is < 0 or (>= 1_000 and < 1_100));
        return number == 0 || isMissing ? null : (((hour * 7) + number) % 40_000 / 1_000m) - 10;
    }

    private async Task InsertAsync()
    {
        foreach (var region in new[] { "Bretagne", "Corse", "Île-de-France" })
        {
            var measured = Enumerable.Range(0, Hours).Where(hour => Value(region, hour) is not null);
            foreach (var hours in measured.Chunk(5_000))
            {
                await ManyHours.InsertAsync(
                    Tables,
                    "region_temperature",
                    hours,
                    hour => string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{ManyHours.Hour(hour)}', '{region}', {Value(region, hour)}, 1"));
            }
        }
    }
}
