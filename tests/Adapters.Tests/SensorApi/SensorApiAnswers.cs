using System.IO.Compression;
using System.Text;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Failures;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Adapters.Tests.SensorApi;

/// <summary>Which answers of the sensor API are taken, and why the others are refused.</summary>
public sealed class SensorApiAnswers : SensorApiTest
{
    public enum Coding
    {
        Gzip,
        Br,
        Deflate,
    }

    [Fact]
    public async Task The_body_is_handed_over_byte_for_byte_and_the_key_is_sent_in_its_header()
    {
        await using var server = RudeServer.Start(RudeAnswer.Json(Body));

        var (answer, body) = await GetAsync(OptionsFor(server.Url));

        Assert.Null(answer.Refusal);
        Assert.Equal(200, answer.Status);
        Assert.Equal(Body, Encoding.UTF8.GetString(body));
        Assert.Equal(Encoding.UTF8.GetByteCount(Body), answer.Received);
        Assert.Equal(body, answer.Head.ToArray());
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /sensor/temperatures HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"\r\nX-API-Key: {Key}\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Coding.Gzip)]
    [InlineData(Coding.Br)]
    [InlineData(Coding.Deflate)]
    public async Task A_compressed_body_is_handed_over_decoded(Coding coding)
    {
        var encoded = Encode(coding, Encoding.UTF8.GetBytes(Body));
        var answered = RudeAnswer.Of(200, "application/json", encoded, Header(coding));

        var (answer, body) = await GetAsync(answered);

        Assert.Null(answer.Refusal);
        Assert.Equal(Body, Encoding.UTF8.GetString(body));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=utf-8")]
    [InlineData("text/json")]
    [InlineData("application/vnd.sensor.v2+json")]
    [InlineData(null)]
    public async Task A_content_type_of_JSON_or_none_is_taken(string? contentType)
    {
        var (answer, body) = await GetAsync(RudeAnswer.Of(200, contentType, Encoding.UTF8.GetBytes(Body)));

        Assert.Null(answer.Refusal);
        Assert.NotEmpty(body);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/jsonp")]
    [InlineData("json")]
    [InlineData(";;;")]
    public async Task Another_content_type_is_refused_and_nothing_is_handed_over(string contentType)
    {
        var (answer, body) = await GetAsync(RudeAnswer.Of(200, contentType, "<html>sorry</html>"u8.ToArray()));

        Assert.Contains("content type", answer.Refusal, StringComparison.Ordinal);
        Assert.Empty(body);
        Assert.Equal("<html>sorry</html>"u8.ToArray(), answer.Head.ToArray());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(304)]
    public async Task A_status_other_than_2xx_is_refused_at_once_with_the_head_of_its_body(int status)
    {
        var page = "{\"error\":1}"u8.ToArray();
        await using var server = RudeServer.Start(RudeAnswer.Of(status, "application/json", page));

        var (answer, body) = await GetAsync(OptionsFor(server.Url));

        Assert.NotNull(answer.Refusal);
        Assert.Equal(status, answer.Status);
        Assert.Empty(body);
        Assert.Single(server.Requests);
        if (status != 304) Assert.Equal("{\"error\":1}"u8.ToArray(), answer.Head.ToArray());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_so_that_the_key_stays_here(int status)
    {
        await using var elsewhere = RudeServer.Start(RudeAnswer.Json(Body));
        await using var server = RudeServer.Start(RudeAnswer.Status(status, $"Location: {elsewhere.Url}\r\n"));

        var (answer, _) = await GetAsync(OptionsFor(server.Url));

        Assert.Contains("redirect", answer.Refusal, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_is_refused_and_what_came_is_counted()
    {
        var cut = RudeAnswer.Of(200, "application/json", Encoding.UTF8.GetBytes(Body), length: Body.Length + 1);

        var (answer, body) = await GetAsync(cut);

        Assert.Contains("broke off", answer.Refusal, StringComparison.Ordinal);
        Assert.Equal(Body.Length, answer.Received);
        Assert.Equal(Body.Length, body.Length);
    }

    [Theory]
    [InlineData(RudeEnding.Close)]
    [InlineData(RudeEnding.Reset)]
    public async Task A_chunked_body_without_its_last_chunk_is_refused(RudeEnding ending)
    {
        const string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

        var (answer, _) = await GetAsync(RudeAnswer.Raw(head + "5\r\n[1,2,\r\n", ending));

        Assert.Contains("broke off", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_as_long_as_the_limit_is_taken_and_one_byte_more_is_refused()
    {
        await using var server = RudeServer.Start(RudeAnswer.Json(Body));
        var fits = OptionsFor(server.Url) with { MaxBytes = Body.Length };

        var (whole, _) = await GetAsync(fits);
        var (tooLong, body) = await GetAsync(fits with { MaxBytes = Body.Length - 1 });

        Assert.Null(whole.Refusal);
        Assert.Contains($"longer than {Body.Length - 1} bytes", tooLong.Refusal, StringComparison.Ordinal);
        Assert.Equal(Body.Length - 1, body.Length);
        Assert.Equal(Body.Length - 1, tooLong.Received);
    }

    [Theory]
    [InlineData(Coding.Gzip)]
    [InlineData(Coding.Br)]
    [InlineData(Coding.Deflate)]
    public async Task A_compressed_bomb_is_stopped_at_the_limit(Coding coding)
    {
        var bomb = Encode(coding, new byte[32 * 1024 * 1024]);
        await using var server = RudeServer.Start(RudeAnswer.Of(200, "application/json", bomb, Header(coding)));

        var (answer, body) = await GetAsync(OptionsFor(server.Url) with { MaxBytes = 100_000 });

        Assert.Contains("longer than 100000 bytes", answer.Refusal, StringComparison.Ordinal);
        Assert.Equal(100_000, body.Length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_compressed_as_it_says_is_refused(string coding)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var lie = RudeAnswer.Of(200, "application/json", body, $"Content-Encoding: {coding}\r\n");

        var (answer, _) = await GetAsync(lie);

        Assert.Contains("cannot be decompressed", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_content_encoding_is_refused()
    {
        var strange = RudeAnswer.Of(200, "application/json", [1, 2, 3], "Content-Encoding: zstd-ish\r\n");

        var (answer, body) = await GetAsync(strange);

        Assert.Contains("content encoding", answer.Refusal, StringComparison.Ordinal);
        Assert.Empty(body);
    }

    [Theory]
    [InlineData("HTTP/1.1 nonsense\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    public async Task An_answer_that_is_no_HTTP_is_refused(string answered)
    {
        var (answer, _) = await GetAsync(RudeAnswer.Raw(answered));

        Assert.Null(answer.Status);
        Assert.Contains("no valid HTTP", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var header = "X-Flood: " + new string('x', 1000) + "\r\n";
        var flood = "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat(header, 200));

        var (answer, _) = await GetAsync(RudeAnswer.Raw(flood));

        Assert.Contains("no valid HTTP", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_of_an_error_page_is_kept_up_to_the_first_mebibyte()
    {
        var page = new byte[3 * 1024 * 1024];
        Array.Fill(page, (byte)'x');

        var (answer, _) = await GetAsync(RudeAnswer.Of(404, "text/html", page));

        Assert.Equal(SensorApiAnswer.MaxHead, answer.Head.Length);
        Assert.Equal(SensorApiAnswer.MaxHead, answer.Received);
    }

    [Fact]
    public async Task A_receiver_that_wants_no_more_ends_the_call_in_peace()
    {
        await using var server = RudeServer.Start(RudeAnswer.Json(Body));
        using var client = new SensorApiClient(OptionsFor(server.Url), TimeProvider.System);

        var answer = await client.GetAsync(_ => ValueTask.FromResult(false), Cancellation);

        Assert.Null(answer.Refusal);
    }

    [Fact]
    public async Task What_a_receiver_throws_reaches_the_caller()
    {
        await using var server = RudeServer.Start(RudeAnswer.Json(Body));
        using var client = new SensorApiClient(OptionsFor(server.Url), TimeProvider.System);

        await Assert.ThrowsAsync<TransientException>(
            () => client.GetAsync(_ => throw new TransientException("The bucket is away."), Cancellation));
    }

    private static string Header(Coding coding)
    {
        var name = coding switch { Coding.Gzip => "gzip", Coding.Br => "br", _ => "deflate" };
        return $"Content-Encoding: {name}\r\n";
    }

    private static byte[] Encode(Coding coding, byte[] bytes)
    {
        using var encoded = new MemoryStream();
        using (Stream encoder = coding switch
        {
            Coding.Gzip => new GZipStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
            Coding.Br => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
        }) encoder.Write(bytes);
        return encoded.ToArray();
    }
}
