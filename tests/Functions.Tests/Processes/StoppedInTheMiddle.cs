using System.Globalization;
using System.Text;
using Isotherm.Adapters;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>
/// Cloud Run asks a process to stop and kills it 10 s later. Whatever aggregate is doing then, it gives up before the
/// kill, answers 503, and leaves nothing half done; the message is delivered again, to a new process.
/// </summary>
public sealed class StoppedInTheMiddle : AggregateProcessTest
{
    [Fact]
    public async Task While_the_hour_is_locked_by_another_the_work_is_given_up_and_done_by_the_next_process()
    {
        var message = (await CommitAsync(Raw, Encoding.UTF8.GetBytes(Readings)))[0];
        await using var holder = await Database.Tables.BeginAsync(Cancellation);
        await holder.LockHourAsync(Key.Slot.Hour, Cancellation);
        await using var aggregate = StartAggregate();

        var call = DeliverAsync(await aggregate.AddressAsync(Cancellation), message);
        await UntilAsync(async () => await StatementsAsync() > 0);
        var exit = await aggregate.StopAsCloudRunDoesAsync(Cancellation);

        Assert.Equal((503, 0), (await call, exit));
        await holder.DisposeAsync();
        await AssertNothingAndThenDoneAsync(message);
    }

    [Fact]
    public async Task While_the_database_hangs_four_deliveries_are_given_up_and_done_by_the_next_process()
    {
        var message = (await CommitAsync(Raw, Encoding.UTF8.GetBytes(Readings)))[0];
        var server = new MySqlConnectionStringBuilder(Server.ConnectionString);
        await using var proxy = new FreezingProxy(server.Server, (int)server.Port);
        server.Port = (uint)proxy.Port;
        await using var holder = await Database.Tables.BeginAsync(Cancellation);
        await holder.LockHourAsync(Key.Slot.Hour, Cancellation);
        await using var aggregate = StartAggregate(("DATABASE", server.ConnectionString));
        var address = await aggregate.AddressAsync(Cancellation);

        var calls = Enumerable.Range(0, 4).Select(_ => DeliverAsync(address, message)).ToArray();
        await UntilAsync(async () => await StatementsAsync() == 4);
        proxy.Freeze();
        var exit = await aggregate.StopAsCloudRunDoesAsync(Cancellation);

        Assert.Equal(0, exit);
        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(503, status));
        await holder.DisposeAsync();
        await AssertNothingAndThenDoneAsync(message);
    }

    [Fact]
    public async Task While_a_download_stands_still_the_work_is_given_up_and_done_by_the_next_process()
    {
        await using var storage = await RudeStorage.StartAsync(TimeProvider.System);
        (string, string)[] cloud =
        [
            ("RAW_BUCKET", "gs://" + RudeStorage.Bucket), ("STORAGE_EMULATOR_HOST", storage.Endpoint.Authority),
        ];
        var message = (await CommitAsync(CloudBucket(storage), Encoding.UTF8.GetBytes(Readings)))[0];
        await using var aggregate = StartAggregate(cloud);
        storage.Be(RudeStorageRequest.Media, RudeStorageFault.None, RudeStorageFault.StallDownload(40));

        var call = DeliverAsync(await aggregate.AddressAsync(Cancellation), message);
        await storage.StalledAsync(Cancellation);
        var exit = await aggregate.StopAsCloudRunDoesAsync(Cancellation);

        Assert.Equal((503, 0), (await call, exit));
        await AssertNothingAndThenDoneAsync(message, cloud);
    }

    private static IBucket CloudBucket(RudeStorage storage)
    {
        string? Variable(string name) => name == "STORAGE_EMULATOR_HOST" ? storage.Endpoint.Authority : null;
        return new BackingServices(Variable, TimeProvider.System).OpenBucket("gs://" + RudeStorage.Bucket, out _)!;
    }

    private async Task AssertNothingAndThenDoneAsync(PartMessage message, params (string, string)[] more)
    {
        Assert.Empty(await ShownAsync());
        await using var next = StartAggregate(more);
        Assert.Equal(204, await DeliverAsync(await next.AddressAsync(Cancellation), message));
        Assert.Equal([Row], await ShownAsync());
        Assert.Equal(0, await next.StopAsCloudRunDoesAsync(Cancellation));
    }

    /// <summary>How many connections are waiting to take the hour.</summary>
    private async Task<int> StatementsAsync()
    {
        await using var connection = new MySqlConnection(Server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT COUNT(*) FROM information_schema.processlist"
            + " WHERE db = DATABASE() AND command = 'Query' AND info LIKE 'INSERT INTO hours%'";
        return Convert.ToInt32(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture);
    }
}
