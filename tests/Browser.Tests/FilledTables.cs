using System.Data.Common;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Testing;
using Isotherm.Testing.Tables;

namespace Isotherm.Browser.Tests;

/// <summary>
/// Tables with three days of hours, recorded as the service records them: one hour never ran, one failed, Corse is
/// often without points, and hostile text stands wherever text can come from outside.
/// </summary>
internal static class FilledTables
{
    public const string Hostile =
        "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>";

    public static readonly Hour Last = PartEntries.Hour("2019-02-19T14:00:00Z");

    public static readonly Hour NeverRan = Last.Plus(-20);

    public static readonly Hour Failed = Last.Plus(-10);

    private const int Hours = 72;

    /// <summary>A quarter of an hour after the last hour has ended.</summary>
    public static TestClock Clock { get; } = new(Last.Plus(1).Start.AddMinutes(15));

    public static async Task<Database> CreateAsync(string file)
    {
        var database = Databases.Open($"sqlite:{file}", Clock, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        await database.Migrator.UpAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < Hours; i++)
        {
            var hour = Last.Plus(i + 1 - Hours);
            if (hour == NeverRan) continue;
            if (hour == Failed) await FailAsync(database, hour);
            else await RecordAsync(database, hour, i);
        }

        await PlantAsync(database);
        return database;
    }

    private static Task<RecordOutcome> RecordAsync(Database database, Hour hour, int index)
    {
        var rectangle = Sums(index, 0);
        var polygon = Sums(index, 17_654_321);
        var entry = PartEntries.Good.In(hour.ToString(), "s-" + hour.Start.ToUnixTimeSeconds()) with
        {
            StartedAt = hour.Start.AddSeconds(3),
            Source = "https://sensors.example/" + Hostile,
            Aggregate = PartEntries.Aggregate(rectangle, polygon, outside: 12, foreign: 345),
        };
        return database.Recorder.RecordPartAsync(entry, TestContext.Current.CancellationToken);
    }

    private static (string Code, Int128 Nano, long Points)[] Sums(int index, long more) =>
    [
        .. Region.All.Select((region, i) => (region, i)).Where(pair => pair.region.Code != "94" || index % 3 == 0)
            .Select(pair =>
            {
                var points = 100 + (pair.i * 37);
                var swing = 4e9 * Math.Sin((index - 9 + pair.i) * Math.PI / 12);
                var mean = 6_123_456_789L + (pair.i * 812_345_678L) + (long)swing + (more * (pair.i - 6));
                return (pair.region.Code, (Int128)mean * points, (long)points);
            }),
    ];

    private static Task FailAsync(Database database, Hour hour) => database.Recorder.RecordFailureAsync(
        PartEntries.Failure(
            PartEntries.Key(hour.ToString(), "s-failed"), (int)(hour.Start - PartEntries.Start).TotalMinutes, Hostile),
        TestContext.Current.CancellationToken);

    /// <summary>Somebody wrote a region of his own into the table.</summary>
    private static async Task PlantAsync(Database database)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO region_temperature (hour, region, temperature, numberOfPoints)
            SELECT hour, @name, temperature, numberOfPoints FROM region_temperature WHERE region = 'Bretagne';
            """;
        Add(command, "@name", Hostile);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
