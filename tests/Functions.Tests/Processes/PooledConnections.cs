using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>
/// On an instance without CPU between requests nobody looks after idle connections: they may be dead when the next
/// message comes.
/// </summary>
public sealed class PooledConnections : AggregateProcessTest
{
    [Fact]
    public async Task Idle_connections_that_were_killed_do_not_fail_the_next_message()
    {
        var message = (await CommitAsync(Raw, Encoding.UTF8.GetBytes(Readings)))[0];
        await using var aggregate = StartAggregate();
        var address = await aggregate.AddressAsync(Cancellation);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => DeliverAsync(address, message)));
        Assert.Contains(204, all);

        var killed = await KillIdleAsync();
        var status = await DeliverAsync(address, message);

        Assert.True(killed > 0, "No connection was idle.");
        Assert.Equal(204, status);
        Assert.Equal([Row], await ShownAsync());
    }

    /// <summary>How many there were.</summary>
    private async Task<int> KillIdleAsync()
    {
        var idle = new List<long>();
        await using var connection = new MySqlConnection(Server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()";
        await using (var reader = await command.ExecuteReaderAsync(Cancellation))
            while (await reader.ReadAsync(Cancellation)) idle.Add(reader.GetInt64(0));
        foreach (var id in idle) await Server.OnServerAsync(string.Create(CultureInfo.InvariantCulture, $"KILL {id}"));
        return idle.Count;
    }
}
