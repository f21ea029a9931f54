using System.Net;
using Isotherm.Testing.Processes;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Published.Tests;

/// <summary>A native aggregate that is asked to stop gives its work up in time, and the message comes again.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_to_stop_while_the_bucket_stands_still_it_answers_503_ends_with_0_and_writes_nothing()
    {
        NativeFunctions.Folder();
        await using var places = await Places.CloudAsync(";SslMode=Required");
        await FetchAsync(places);
        await using var aggregate = Functions.Aggregate(FunctionBuild.Native, places);
        var address = await aggregate.AddressAsync(Cancellation);
        places.Storage.Be(RudeStorageRequest.Media, RudeStorageFault.Silence);

        var call = PushAsync(address, Assert.Single(Places.Messages(places.Topic)));
        await places.Storage.StalledAsync(Cancellation);
        aggregate.Terminate();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await call);
        Assert.Equal(0, await aggregate.ExitCodeAsync(Cancellation));
        Assert.Empty(await places.QueryAsync("SELECT * FROM runs"));
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpStatusCode> PushAsync(Uri address, string message)
    {
        using var request = Push.Raw(message);
        request.RequestUri = address;
        using var response = await _http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private async Task FetchAsync(Places places)
    {
        await using var api = RudeServer.Start(RudeAnswer.Json("[1]"));
        await using var fetch = Functions.Fetch(FunctionBuild.Native, places, api.Url);
        using var response = await _http.PostAsync(await fetch.AddressAsync(Cancellation), content: null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
