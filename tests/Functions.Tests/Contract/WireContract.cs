using System.Globalization;
using Isotherm.Testing.Processes;

namespace Isotherm.Functions.Tests.Contract;

/// <summary>
/// What both services answer to whatever comes over a socket: no request invokes what it should not, ends a process, or
/// is answered with 500. A bar is the end of a line; braces are a good POST of the service, its body, or its length.
/// </summary>
public sealed class WireContract(BothServices services) : IClassFixture<BothServices>
{
    private const string Host = " HTTP/1.1|Host: x|Connection: close|";
    private const string Post = "POST / HTTP/1.1|Host: x|Connection: close|Content-Type: application/json|";

    /// <summary>Stands for what a good POST is answered with: 200 by fetch, 204 by aggregate.</summary>
    private const int Good = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, (int, string)> Targets => Each(
        [
            (200, $"GET /{Host}|"), (200, $"GET /a/b?c=d&e{Host}|"), (200, $"GET /healthz{Host}|"),
            (200, $"GET /robots.txt/{Host}|"), (200, $"GET //robots.txt{Host}|"),
            (200, $"GET /../../etc/passwd{Host}|"),
            (200, $"GET /%zz{Host}|"), (200, $"GET /a%2Fb%20%C3%A9{Host}|"), (200, $"GET /%ff{Host}|"),
            (200, $"GET http://x/a{Host}|"), (400, $"GET http://elsewhere/a{Host}|"), (200, $"HEAD /{Host}|"),
            (404, $"GET /robots.txt{Host}|"), (404, $"GET /favicon.ico?v=1{Host}|"), (404, $"HEAD /robots.txt{Host}|"),
            (404, $"GET /%72obots.txt{Host}|"), (404, $"GET /a/../favicon.ico{Host}|"),
            (404, $"POST /favicon.ico{Host}Content-Length: 2||{{}}"), (404, $"DELETE /robots.txt{Host}|"),
            (405, $"PUT /{Host}Content-Length: 0||"), (405, $"DELETE /{Host}|"), (405, $"PATCH /{Host}|"),
            (405, $"OPTIONS /{Host}|"), (405, $"OPTIONS *{Host}|"), (405, $"TRACE /{Host}|"),
            (405, $"PROPFIND /{Host}|"), (405, "CONNECT x:443 HTTP/1.1|Host: x:443|Connection: close||"),
            (405, $"BREW /{Host}|"),
            (400, $"GET /%00{Host}|"), (400, $"G\0T /{Host}|"),
            (414, $"GET /{new string('a', 9000)}{Host}|"),
        ]);

    public static MatrixTheoryData<string, (int, string)> Heads => Each(
        [
            (200, "GET / HTTP/1.0||"), (200, $"GET /{Host}{Lines(80)}|"),
            (200, $"GET /{Host}A: {new string('b', 20_000)}||"),
            (200, $"GET /{Host}A:||"), (200, $"GET /{Host}Cookie: =;==;\t;||"), (200, $"GET /{Host}Range: bytes=0-1||"),
            (200, $"GET /{Host}If-None-Match: *||"), (200, $"GET /{Host}Upgrade: websocket||"),
            (431, $"GET /{Host}{Lines(101)}|"), (431, $"GET /{Host}A: {new string('b', 40_000)}||"),
            (400, "GET / HTTP/1.1||"), (400, "GET / HTTP/1.1|Host: x|Host: y||"), (400, "GET / HTTP/1.1|Host: x y||"),
            (400, $"GET /{Host}no colon||"), (400, $"GET /{Host}A : b||"), (400, $"GET /{Host}A b: c||"),
            (400, $"GET /{Host}A: b| folded||"), (400, $"GET /{Host}A: \0||"), (400, "hello||"), (400, "GET /||"),
            (400, "\u0016\u0003\u0001\u0002\0\u0001\0||"), (505, "GET / HTTP/9.9|Host: x||"),
        ]);

    public static MatrixTheoryData<string, (int, string)> Bodies => Each(
        [
            (Good, Post + "Content-Length: {length}||{body}"),
            (Good, Post + "Transfer-Encoding: chunked||{hex};a=b|{body}|0|A: trailer||"),
            (Good, Post + "Content-Length: {length}|Content-Encoding: identity||{body}"),
            (400, "POST / HTTP/1.0||"), (400, Post + "Content-Length: 1||{"),
            (400, Post + "Content-Length: 2|Content-Length: 3||{}"), (400, Post + "Content-Length: -1||"),
            (400, Post + "Content-Length: two||{}"), (400, Post + "Content-Length: 99999999999999999999||"),
            (400, Post + "Transfer-Encoding: chunked||zz|{}|0||"),
            (400, Post + "Transfer-Encoding: chunked||-1|{}|0||"),
            (400, Post + "Transfer-Encoding: chunked||2|{}x|0||"),
            (400, Post + "Content-Length: 3||\u00ff\u00fe\u00fd"),
            (400, Post + "Content-Length: 3||\0\0\0"),
            (400, Post + "Content-Length: 9||{\"a\":\"\u00e9\"}"),
            (413, Post + "Content-Length: 70000||"), (413, Post + "Expect: 100-continue|Content-Length: 70000||"),
            (413, Post + $"Transfer-Encoding: chunked||11170|{new('a', 70_000)}|0||"),
            (415, Post + "Content-Length: 3|Content-Encoding: gzip||\u001f\u008b\u0008"),
            (415, Post + "Content-Length: 2|Content-Encoding: br, gzip||{}"),
        ]);

    [Theory]
    [MemberData(nameof(Targets))]
    [MemberData(nameof(Heads))]
    [MemberData(nameof(Bodies))]
    public async Task A_request_is_answered_with_its_status_and_nothing_of_the_server(
        string service, (int Status, string Bytes) request)
    {
        var function = services.Of(service);
        var expected = request.Status != Good ? request.Status : service == "Fetch" ? 200 : 204;

        var answers = await SendAsync(function, service, request.Bytes);

        var answer = Assert.Single(answers);
        Assert.True(expected == answer.Status, $"{answer.Status} and not {expected}: {answer.Body}");
        Assert.DoesNotContain(answer.Headers.Keys, name => name is "Server" or "ETag" or "X-Powered-By");
        if (expected == 405) Assert.Equal("GET, HEAD, POST", answer.Headers["Allow"]);
        if (expected == 415) Assert.Contains("Content-Encoding", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", function.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fetch")]
    [InlineData("Aggregate")]
    public async Task Requests_on_one_connection_are_answered_in_order(string service)
    {
        const string begin = "GET /a HTTP/1.1|Host: x||DELETE / HTTP/1.1|Host: x||GET /robots.txt HTTP/1.1|Host: x||";

        var answers = await SendAsync(
            services.Of(service), service, begin + Post + "Expect: 100-continue|Content-Length: {length}||{body}");

        // The go-ahead may be left out when the body is there already.
        var statuses = answers.Select(answer => answer.Status).Where(status => status != 100);
        Assert.Equal([200, 405, 404, service == "Fetch" ? 200 : 204], statuses);
    }

    [Theory]
    [InlineData("Fetch")]
    [InlineData("Aggregate")]
    public async Task Many_requests_at_once_are_all_answered_though_others_hang_up_in_the_middle(string service)
    {
        var function = services.Of(service);
        var address = await function.AddressAsync(Cancellation);
        var good = Enumerable.Range(0, 32).Select(async n =>
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(address.Host, address.Port, Cancellation);
            await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"u8.ToArray());
            if (n % 2 == 0) client.LingerState = new(enable: true, seconds: 0);
            client.Close();
            return Assert.Single(await SendAsync(
                function, service, Post + "Content-Length: {length}||{body}")).Status;
        });

        Assert.All(await Task.WhenAll(good), status => Assert.Equal(service == "Fetch" ? 200 : 204, status));
        Assert.DoesNotContain("   at ", function.Output, StringComparison.Ordinal);
    }

    private static MatrixTheoryData<string, (int, string)> Each((int, string)[] requests) =>
        new(["Fetch", "Aggregate"], requests);

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(n => $"A{n}: b|"));

    private static async Task<IReadOnlyList<WireAnswer>> SendAsync(
        FunctionUnderTest function, string service, string bytes)
    {
        var body = service == "Fetch" ? "{}" : """{"message":{"messageId":"1"},"subscription":"s"}""";
        var request = bytes.Replace("|", "\r\n", StringComparison.Ordinal)
            .Replace("{body}", body, StringComparison.Ordinal)
            .Replace("{length}", body.Length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{hex}", body.Length.ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return await Wire.SendAsync(await function.AddressAsync(Cancellation), request, Cancellation);
    }
}
