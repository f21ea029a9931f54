using System.Data.Common;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;
using Isotherm.Testing;
using Isotherm.Testing.Tables;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>A migrated database of one kind for a test class; emptied before each test.</summary>
public abstract class TablesFixture : IAsyncLifetime
{
    private static readonly string[] Emptied =
    [
        .. RegisteredAggregations.All.SelectMany(one => new[] { one.Parts.Name, one.Shown.Name }),
        "aggregation_hours", "aggregation_parts",
        "region_temperature", "hour_history_values", "hour_history_runs", "hour_history", "hours", "region_sums",
        "evaluation_parts", "evaluations", "run_failures", "runs", "shapes_activations",
        "replays",
    ];

    private Database? _database;

    public TestClock Clock { get; } = new(PartEntries.Start.AddSeconds(10));

    public Database Database => _database ?? throw new InvalidOperationException("There is no database.");

    public RunRecorder Recorder => Database.Recorder;

    public IReports Reports => Database.Reports;

    public string Location { get; private set; } = "";

    /// <summary>The folder of the query files for this database.</summary>
    public abstract string QueryFolder { get; }

    public async ValueTask InitializeAsync()
    {
        if (await CreateAsync() is not { } location) return;
        Location = location;
        _database = Databases.Open(location, Clock, out var refusal);
        Assert.Null(refusal);
        await Database.Migrator.UpAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Everything as it was shipped.</summary>
    public async Task ResetAsync()
    {
        RequireServer();
        foreach (var table in Emptied) await ExecuteAsync($"DELETE FROM {table}");
        await ExecuteAsync("UPDATE settings SET value = 'rectangle', changed_at = NULL");
        Clock.SetUtcNow(Clock.GetUtcNow().AddDays(1));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows as text, columns parted by a bar; the same text whatever the database.</summary>
    public async Task<string[]> QueryAsync(string sql, params (string Name, object? Value)[] values)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader, i))));
        }

        return [.. rows];
    }

    /// <summary>The rows of region_temperature, as text.</summary>
    public Task<string[]> ShownAsync() =>
        QueryAsync("SELECT hour, region, temperature, numberOfPoints FROM region_temperature ORDER BY hour, region");

    public abstract Task<DbConnection> ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        GC.SuppressFinalize(this);
    }

    public virtual void RequireServer()
    {
    }

    /// <summary>The location of a new database; null when there is no server.</summary>
    protected abstract Task<string?> CreateAsync();

    protected abstract Task DropAsync();

    private static string Text(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return "null";
        if (reader.GetName(column).StartsWith("temperature", StringComparison.OrdinalIgnoreCase))
        {
            return reader.GetDecimal(column).ToString("F6", CultureInfo.InvariantCulture);
        }

        if (reader.GetName(column) == TableDump.NineDecimals)
            return reader.GetDecimal(column).ToString("F9", CultureInfo.InvariantCulture);

        return reader.GetValue(column) switch
        {
            DateTime { Ticks: var ticks } time when ticks % TimeSpan.TicksPerSecond == 0 =>
                time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            bool flag => flag ? "1" : "0",
            string text when text.EndsWith(".000000", StringComparison.Ordinal) && text.Length == 26 => text[..19],
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
