using System.Text;
using Isotherm.Adapters.SensorApi;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Adapters.Tests.SensorApi;

/// <summary>The key leaves by the request header and by nothing else.</summary>
public sealed class SensorApiSecrecy : SensorApiTest
{
    [Fact]
    public async Task An_answer_that_repeats_the_key_is_refused()
    {
        var (answer, _) = await GetAsync(RudeAnswer.Json($$"""[{"id":"{{Key}}"}]"""));

        Assert.Contains("repeats the API key", answer.Refusal, StringComparison.Ordinal);
        Assert.True(answer.HoldsKey);
        AssertSilent(answer);
    }

    [Fact]
    public async Task A_key_that_is_cut_between_two_buffers_is_seen()
    {
        var text = $"[\"{Key}\"]";
        var whole = RudeAnswer.Json(text);
        var head = whole.Pieces[0];
        var body = whole.Pieces[1];
        for (var at = 3; at < Key.Length; at += 6)
        {
            await using var server = RudeServer.Start(new RudeAnswer([head, body[..at], body[at..]]));
            var (answer, _) = await GetAsync(OptionsFor(server.Url));
            Assert.Contains("repeats the API key", answer.Refusal, StringComparison.Ordinal);
            AssertSilent(answer);
        }
    }

    [Fact]
    public async Task A_key_that_crosses_the_end_of_the_head_is_masked_too()
    {
        var page = Encoding.UTF8.GetBytes(new string('x', SensorApiAnswer.MaxHead - 10) + Key + "y");

        var (answer, _) = await GetAsync(RudeAnswer.Of(404, "text/html", page));

        Assert.Equal(SensorApiAnswer.MaxHead, answer.Head.Length);
        Assert.DoesNotContain(Key[..4], Encoding.UTF8.GetString(answer.Head.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_cut_off_with_the_body_is_masked_as_far_as_it_came()
    {
        var cut = RudeAnswer.Of(200, "application/json", Encoding.UTF8.GetBytes("[\"" + Key[..^3]), length: 1000);

        var (answer, _) = await GetAsync(cut);

        Assert.DoesNotContain(Key[..4], Encoding.UTF8.GetString(answer.Head.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["dd764f40"]""", true)]
    [InlineData("""[{"id":"dd764f40-e8e8-490b-a9be-0db1580fb164"}]""", false)]
    public async Task A_short_key_counts_as_repeated_only_as_a_whole_JSON_string(string body, bool repeats)
    {
        await using var server = RudeServer.Start(RudeAnswer.Json(body));

        var (answer, _) = await GetAsync(OptionsFor(server.Url) with { Key = "dd764f40" });

        Assert.Equal(repeats, answer.Refusal is not null);
        Assert.True(answer.HoldsKey);
        Assert.DoesNotContain("dd764f40", Encoding.UTF8.GetString(answer.Head.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 {0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: {0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 302 OK\r\nLocation: http://127.0.0.1/{0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 429 OK\r\nRetry-After: {0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: {0}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("{0}\r\n\r\n")]
    public async Task An_answer_that_repeats_the_key_anywhere_keeps_it_out_of_the_refusal(string template)
    {
        var answered = template.Replace("{0}", Key, StringComparison.Ordinal);

        var (answer, _) = await GetAsync(RudeAnswer.Raw(answered));

        Assert.NotNull(answer.Refusal);
        AssertSilent(answer);
    }

    [Theory]
    [InlineData("https://user:secret@api.example/sensor/temperatures?token=secret#secret")]
    [InlineData("https://api.example/planted-key-0123456789abcdef/temperatures")]
    public void The_source_shows_no_user_info_no_query_no_fragment_and_no_key(string url)
    {
        var options = OptionsFor(new Uri(url));

        Assert.StartsWith("https://api.example/", options.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", options.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, options.Source, StringComparison.Ordinal);
        Assert.Equal(options.Source, options.ToString());
    }

    [Fact]
    public async Task User_info_of_the_address_is_not_sent_and_its_query_is()
    {
        await using var server = RudeServer.Start(RudeAnswer.Json(Body));
        var url = new UriBuilder(server.Url) { UserName = "someone", Password = "secret", Query = "schema=v1" }.Uri;

        await GetAsync(OptionsFor(url));

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /sensor/temperatures?schema=v1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a+b/c=d&e\"f\\g")]
    [InlineData("plain0123456789abcdef")]
    public void Every_form_of_a_key_is_masked(string key)
    {
        var mask = new KeyMask(key);
        string[] forms =
        [
            key,
            Uri.EscapeDataString(key),
            System.Text.Json.JsonEncodedText.Encode(key).ToString(),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(key)),
        ];

        foreach (var form in forms)
        {
            var bytes = Encoding.UTF8.GetBytes($"before {form} between {form} after");
            Assert.True(mask.IsIn(bytes));
            mask.Hide(bytes);
            Assert.False(mask.IsIn(bytes));
            Assert.StartsWith("before *", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.Equal("before *** after", mask.Hide($"before {form} after"));
        }

        var wide = Encoding.Unicode.GetBytes("x" + key + "y");
        mask.Hide(wide);
        Assert.False(mask.IsIn(wide));
    }

    [Fact]
    public void A_key_of_asterisks_is_masked_in_finite_time()
    {
        var bytes = "[\"****\"]"u8.ToArray();

        new KeyMask("****").Hide(bytes);

        Assert.Equal("[\"****\"]"u8.ToArray(), bytes);
    }

    [Theory]
    [InlineData("dd764f40", true)]
    [InlineData("", false)]
    [InlineData("with space", false)]
    [InlineData("line-end\n", false)]
    [InlineData("caf\u00e9", false)]
    public void A_key_is_visible_ASCII(string key, bool isKey) => Assert.Equal(isKey, SensorApiOptions.IsKey(key));

    private static void AssertSilent(SensorApiAnswer answer)
    {
        Assert.DoesNotContain(Key, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, Encoding.UTF8.GetString(answer.Head.Span), StringComparison.Ordinal);
    }
}
