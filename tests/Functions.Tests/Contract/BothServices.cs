using Isotherm.Adapters.Tables;
using Isotherm.Testing;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Contract;

/// <summary>Fetch and aggregate as processes of their own, for all the tests of a class.</summary>
public sealed class BothServices : IAsyncLifetime
{
    private const string Answer = """[{"id":"a","lat":45.5,"lon":0.5,"temperature":10.5,"country":"France"}]""";

    private readonly TemporaryFolder _folder = new();
    private readonly RudeServer _api = RudeServer.Start(RudeAnswer.Json(Answer));

    public FunctionUnderTest Fetch { get; private set; } = null!;

    public FunctionUnderTest Aggregate { get; private set; } = null!;

    public FunctionUnderTest Of(string service) => service == nameof(Fetch) ? Fetch : Aggregate;

    public async ValueTask InitializeAsync()
    {
        var location = "sqlite:" + _folder.File("isotherm.db");
        await Databases.Open(location, TimeProvider.System, out _)!.Migrator.UpAsync(CancellationToken.None);
        var bucket = "file:" + _folder.File("raw");
        Fetch = FunctionUnderTest.Start(
            "Fetch",
            ("SENSOR_API_URL", _api.Url.AbsoluteUri),
            ("SENSOR_API_KEY", "key"),
            ("RAW_BUCKET", bucket),
            ("TOPIC", "file:" + _folder.File("topic")));
        Aggregate = FunctionUnderTest.Start(
            "Aggregate",
            ("RAW_BUCKET", bucket),
            ("DEAD_LETTER_TOPIC", "file:" + _folder.File("dead")),
            ("DATABASE", location));
    }

    public async ValueTask DisposeAsync()
    {
        await Fetch.DisposeAsync();
        await Aggregate.DisposeAsync();
        await _api.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
