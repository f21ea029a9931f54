using Isotherm.Adapters.SensorApi;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Adapters.Tests.SensorApi;

/// <summary>
/// What the tests of the sensor API client share: a planted key and a client that keeps what it is handed.
/// </summary>
public abstract class SensorApiTest
{
    protected const string Key = "planted-key-0123456789abcdef";
    protected const string Body = """[{"id":"a","lat":45.5,"lon":0.1,"temperature":29.4,"country":"France"}]""";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static SensorApiOptions OptionsFor(Uri url) =>
        new() { Url = url, Key = Key, Deadline = TimeSpan.FromSeconds(30) };

    private protected static async Task<(SensorApiAnswer Answer, byte[] Body)> GetAsync(
        SensorApiOptions options, TimeProvider? clock = null)
    {
        using var client = new SensorApiClient(options, clock ?? TimeProvider.System, () => 0);
        using var body = new MemoryStream();
        var answer = await client.GetAsync(
            async bytes =>
            {
                await body.WriteAsync(bytes, Cancellation);
                return true;
            },
            Cancellation);
        return (answer, body.ToArray());
    }

    private protected static async Task<(SensorApiAnswer Answer, byte[] Body)> GetAsync(params RudeAnswer[] answers)
    {
        await using var server = RudeServer.Start(answers);
        return await GetAsync(OptionsFor(server.Url));
    }
}
