using Isotherm.Core.Regions;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>The embedded twin gives what MySQL gives, to the last digit and the last changeover.</summary>
public sealed class BothDatabases(SqliteFixture sqlite, MySqlFixture mysql)
    : IClassFixture<SqliteFixture>, IClassFixture<MySqlFixture>
{
    [Fact]
    public async Task The_same_script_of_deliveries_leaves_identical_rows_in_every_table()
    {
        var embedded = await PlayAsync(sqlite);

        Assert.Equal(await PlayAsync(mysql), embedded);
        Assert.True(embedded.Length > 200, $"The script left {embedded.Length} rows only.");
    }

    private static async Task<string[]> PlayAsync(TablesFixture tables)
    {
        await tables.ResetAsync();
        tables.Clock.SetUtcNow(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var cancellation = TestContext.Current.CancellationToken;
        var number = 0;
        foreach (var delivery in DeliveryModel.World.Concat(DeliveryModel.World.Reverse()))
        {
            await DeliveryModel.DeliverAsync(tables.Recorder, delivery, cancellation);
            tables.Clock.Advance(TimeSpan.FromMicroseconds(1_234_567));
            if (++number % 25 != 0) continue;
            var method = number % 50 == 0 ? Method.Rectangle : Method.Polygon;
            await tables.Database.MethodSwitch.SwitchAsync(method, null, cancellation);
        }

        return await TableDump.EverythingAsync(tables);
    }
}
