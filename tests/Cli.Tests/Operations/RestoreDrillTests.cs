using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>The drill of docs/operations.md: all tables are lost, and come back from the raw objects.</summary>
public sealed class RestoreDrillTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tables_that_are_all_lost_come_back_identical_from_the_raw_objects(bool isMySql)
    {
        await using var pipeline = await CreateAsync(isMySql);
        await FillAsync(pipeline);
        (await pipeline.Shell.RunAsync("replay", "--from", "2019-02-19", "--to", "2019-02-20")).Succeeded();
        (await pipeline.Shell.RunAsync("method", "polygon")).Succeeded();
        var values = await pipeline.ValuesAsync();
        Assert.Equal(["7"], await pipeline.QueryAsync("SELECT COUNT(*) FROM region_temperature"));
        await DropAllAsync(pipeline, isMySql);
        Assert.Equal(["0"], await pipeline.QueryAsync(CountTables(isMySql)));

        (await pipeline.Shell.RunAsync("migrate")).Succeeded();
        (await pipeline.Shell.RunAsync("method", "polygon")).Succeeded();
        (await pipeline.Shell.RunAsync(
            "replay", "--from", "2019-02-19", "--to", "2019-02-20", "--reason", "restore")).Succeeded();

        Assert.Equal(values, await pipeline.ValuesAsync());
        (await pipeline.Shell.RunAsync("verify", "--from", "2019-02-19", "--to", "2019-02-20")).Succeeded();
        (await pipeline.Shell.RunAsync(
            "reconcile", "--from", "2019-02-19T13", "--to", "2019-02-19T15", "--settled", "1m")).Succeeded();
        var changes = await pipeline.Shell.RunAsync(
            "replay", "--from", "2019-02-19", "--to", "2019-02-20", "--dry-run", "--format", "csv");
        Assert.Equal("Hour,Region,Before,PointsBefore,After,PointsAfter,Why\n", changes.Succeeded());
    }

    /// <summary>An hour of two parts, a corrected hour, an hour with rejects, and an empty one.</summary>
    private static async Task FillAsync(KeptPipeline pipeline)
    {
        await pipeline.CommitAsync(
            "2019-02-19T13:00:00Z", "a",
            Array(Reading("a", 0, "5.1"), Reading("b", 5, "-1")), Array(Reading("c", 0, "6")));
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "7")));
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "later", Array(Reading("a", 1, "8"), Reading("b", 2, "9")));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "a", Array(
            Reading("a", 0, "0.3333333333"), Reading("b", 3, "7", country: "Spain"), Reading("c", 4, "null"),
            Reading("d", 12, "1"), Reading("e", 12, "2"), Reading("f", 11, "2")));
        await pipeline.CommitAsync("2019-02-20T00:00:00Z", "e", "[]");
    }

    private static async Task DropAllAsync(KeptPipeline pipeline, bool isMySql)
    {
        var tables = await pipeline.QueryAsync(isMySql
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
        var off = isMySql ? "SET FOREIGN_KEY_CHECKS = 0" : "PRAGMA foreign_keys = OFF";
        await pipeline.QueryAsync(string.Join("; ", tables.Select(table => $"DROP TABLE {table}").Prepend(off)));
    }

    private static string CountTables(bool isMySql) => isMySql
        ? "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
        : "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
}
