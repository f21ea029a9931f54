using Isotherm.Adapters.Tables;
using Isotherm.Core.Aggregates.Aggregations;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// An aggregation as somebody adds it months later: how many readings of each rectangle are below zero.
/// </summary>
internal sealed class FrostAggregation : Aggregation
{
    private static readonly KeptColumn Region = new("region", KeptType.Text);
    private static readonly KeptColumn Freezing = new("freezing", KeptType.Whole);

    public override string Name => "frost";

    public override int Version => 1;

    public override string Keeps => "readings below zero";

    public override KeptTable Parts { get; } = new("frost_parts", [Region], [Freezing]);

    public override KeptTable Shown { get; } = new("region_frost", [Region], [Freezing]);

    /// <summary>Its migration.</summary>
    public static async Task MigrateAsync(Database database)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in new[]
        {
            "frost_parts (evaluation_id BIGINT NOT NULL, part INTEGER NOT NULL, version INTEGER NOT NULL,"
                + " region VARCHAR(64) NOT NULL, freezing BIGINT NOT NULL,"
                + " PRIMARY KEY (evaluation_id, part, version, region))",
            "region_frost (hour DATETIME NOT NULL, region VARCHAR(64) NOT NULL, freezing BIGINT NOT NULL,"
                + " PRIMARY KEY (hour, region))",
        })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE " + table;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    public override PartFold Fold(PartFrame part) => new FrostFold(part.Codes);

    public override IReadOnlyList<KeptRow> Show(IEnumerable<KeptRow> rows) =>
    [
        .. rows.GroupBy(row => row[0].Text).OrderBy(region => region.Key, StringComparer.Ordinal)
            .Select(region => new KeptRow(
                KeptValue.Of(region.Key), KeptValue.Of(region.Sum(row => row[1].Whole)))),
    ];

    private sealed class FrostFold(IReadOnlyList<string> codes) : PartFold
    {
        private readonly long[] _freezing = new long[codes.Count];

        public override void Add(ReadOnlySpan<CountedReading> readings)
        {
            foreach (var reading in readings)
            {
                if (reading is { Rectangle: >= 0, NanoCelsius: < 0 }) _freezing[reading.Rectangle]++;
            }
        }

        public override IReadOnlyList<KeptRow> Rows() =>
        [
            .. codes.Zip(_freezing).Where(region => region.Second > 0)
                .Select(region => new KeptRow(KeptValue.Of(region.First), KeptValue.Of(region.Second))),
        ];
    }
}
