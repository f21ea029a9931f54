using System.Globalization;
using System.Net;
using System.Text;
using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.SensorApi;

/// <summary>The sensor API behind the product's own client: its statuses, silences and bodies, good and bad.</summary>
internal sealed class SimulatedSensorApi(Wire wire, SensorApiScript script) : HttpMessageHandler
{
    public const string Key = "simulated-key-7f3a91c2";
    public const long MostBytes = 64 * 1024;

    private static readonly int[] Statuses = [400, 401, 403, 404, 500, 502, 503, 504];
    private static readonly string[] Waits = ["0", "30", "1000000000", "-1", "Tue, 19 Feb 2019 23:00:00 GMT"];

    public static Uri Url { get; } = new("http://sensors.example/temperatures");

    /// <summary>Bodies that were sent whole with 200: no two are alike, unless they have no reading.</summary>
    public HashSet<string> Served { get; } = new(StringComparer.Ordinal);

    /// <summary>The records of those bodies, one a line.</summary>
    public HashSet<string> ServedRecords { get; } = new(StringComparer.Ordinal);

    /// <summary>Set when a request lacks the key or goes elsewhere with it.</summary>
    public string? Misuse { get; private set; }

    public int Requests { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        if (request.RequestUri != Url || !request.Headers.TryGetValues("X-API-Key", out var key) || key.Single() != Key)
            Misuse = $"{request.RequestUri} was called with or without the key.";
        try
        {
            return await wire.CallAsync<HttpResponseMessage>(
                Site.ApiCall,
                "GET",
                answer =>
                {
                    if (wire.Faults.Happens(Mishap.ApiSilent)) return;
                    answer(Outcome<HttpResponseMessage>.Of(Answer));
                },
                cancellationToken);
        }
        catch (Core.Failures.TransientException failure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, failure.Message);
        }
    }

    private HttpResponseMessage Answer()
    {
        if (wire.Faults.Happens(Mishap.ApiUnreachable))
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, "TLS failed.");
        if (wire.Faults.Happens(Mishap.ApiStatus)) return Status(wire.Faults.Details.Of(Statuses));
        if (wire.Faults.Happens(Mishap.ApiBusy))
        {
            var busy = Status(429);
            busy.Headers.TryAddWithoutValidation("Retry-After", wire.Faults.Details.Of(Waits));
            return busy;
        }

        if (!wire.Faults.Happens(Mishap.ApiRedirects)) return Success();
        var elsewhere = Status(302);
        elsewhere.Headers.Location = new Uri("http://elsewhere.example/");
        return elsewhere;
    }

    private HttpResponseMessage Success()
    {
        var records = script.Records();
        var text = script.Body(records);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (wire.Faults.Happens(Mishap.BodyEmpty)) bytes = [];
        if (wire.Faults.Happens(Mishap.JsonNotUtf8)) bytes = [.. bytes, 0xE9];
        if (wire.Faults.Happens(Mishap.BodyRepeatsKey)) bytes = Encoding.UTF8.GetBytes($$"""[{"id":"{{Key}}"}]""");
        if (wire.Faults.Happens(Mishap.BodyTooLong)) bytes = [.. bytes, .. Enumerable.Repeat((byte)' ', 70_000)];
        var ending = BodyEnding.Whole;
        if (wire.Faults.Happens(Mishap.BodyCut)) ending = BodyEnding.Cut;
        if (wire.Faults.Happens(Mishap.BodyStalls)) ending = BodyEnding.Stall;
        var isWhole = ending == BodyEnding.Whole;
        if (isWhole) Served.Add(Encoding.UTF8.GetString(bytes));
        if (isWhole) ServedRecords.Add(string.Join('\n', records));
        var body = new SimulatedBody(wire.Loop, bytes, ending, wire.Faults.Details.Below(bytes.Length + 1));
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) };
        var type = wire.Faults.Happens(Mishap.BodyOfWrongType) ? "text/html" : "application/json";
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return response;
    }

    private static HttpResponseMessage Status(int status) =>
        new((HttpStatusCode)status)
        {
            Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{status}")),
        };
}
