using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Functions.Tests.Report;

/// <summary>Headers of answers: what is forbidden, kept, compressed, and asked about again.</summary>
public sealed class AnswerHeaders : ReportTest
{
    public static TheoryData<string> Addresses =>
        ["/", "/map.svg", "/health", Temperatures, Outlines, Runs, "/api/v1/openapi.json", "/nowhere", "/?x=1"];

    public static TheoryData<string> Tagged =>
        ["/", "/map.svg", Temperatures, $"{Temperatures}?format=csv", Outlines, Runs, "/api/v1/openapi.json"];

    private const int Listening = 9001;

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Every_answer_forbids_a_browser_what_it_does_not_need(string address)
    {
        var answer = await GetAsync(address);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            answer["Content-Security-Policy"]);
        Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer["Referrer-Policy"]);
        Assert.Equal("same-origin", answer["Cross-Origin-Opener-Policy"]);
        Assert.Equal("same-origin", answer["Cross-Origin-Resource-Policy"]);
        Assert.Contains("geolocation=()", answer["Permissions-Policy"], StringComparison.Ordinal);
        Assert.Equal("", answer["Server"]);
        Assert.Contains("Accept-Encoding", answer["Vary"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task HEAD_has_the_head_of_GET_and_no_body(string address)
    {
        var (get, head) = (await GetAsync(address), await SendAsync(HttpMethod.Head, address));

        Assert.Equal(get.Status, head.Status);
        Assert.Empty(head.Body);
        Assert.NotEmpty(get.Body);
        foreach (var name in new[] { "ETag", "Content-Type", "Cache-Control", "Vary", "Link" })
            Assert.Equal(get[name], head[name]);
    }

    [Theory]
    [MemberData(nameof(Tagged))]
    public async Task What_is_unchanged_is_not_sent_again(string address)
    {
        var first = await GetAsync(address, ("Accept-Encoding", "gzip"));
        Assert.Matches("^W/\"[0-9a-f]{32}\"$", first["ETag"]);
        string[] matching = [first["ETag"], first["ETag"][2..], "*", $"\"other\", {first["ETag"]}"];
        foreach (var sent in matching)
        {
            var again = await GetAsync(address, ("If-None-Match", sent), ("Accept-Encoding", "br"));
            Assert.Equal((304, first["ETag"], 0), (again.Status, again["ETag"], again.Body.Length));
            Assert.Equal(first["Cache-Control"], again["Cache-Control"]);
        }

        Assert.Equal(200, (await GetAsync(address, ("If-None-Match", "\"other\""))).Status);
    }

    [Fact]
    public async Task The_tag_changes_exactly_when_what_is_shown_changes()
    {
        string[] of14 =
        [
            "/?hour=2019-02-19T14", "/map.svg?hour=2019-02-19T14", $"{Outlines}?hour=2019-02-19T14",
            $"{Temperatures}?to=2019-02-19T14", $"{Temperatures}?from=2019-02-19T17",
        ];
        const string of16 = $"{Temperatures}?from=2019-02-19T15&to=2019-02-19T16";
        var (before, other) = (await TagsAsync(of14), await TagsAsync(of16));

        await RecordAsync(Testing.Tables.PartEntries.Good with { Source = Hostile });
        Assert.Equal(before, await TagsAsync(of14));

        await CorrectAsync();
        var corrected = await TagsAsync(of14);
        Assert.All(before.Zip(corrected), tags => Assert.NotEqual(tags.First, tags.Second));
        Assert.Equal(other, await TagsAsync(of16));

        await SwitchAsync(Method.Polygon);
        Assert.All(corrected.Zip(await TagsAsync(of14)), tags => Assert.NotEqual(tags.First, tags.Second));
    }

    [Fact]
    public async Task Every_question_has_a_tag_of_its_own()
    {
        string[] questions =
        [
            "", "?format=csv", "?region=53", "?method=polygon", "?limit=5", "?limit=6", "?from=2019-02-19T15",
            "?limit=5&after=2019-02-19T14:00:00Z.32",
        ];

        Assert.Distinct(await TagsAsync([.. questions.Select(question => Temperatures + question)]));
    }

    [Fact]
    public async Task What_is_shown_now_is_kept_for_seconds_and_the_past_for_an_hour_by_nobody_but_the_client()
    {
        var past = UtcText.ToSeconds(Clock.GetUtcNow());
        const string now = "private, max-age=10, must-revalidate";
        Assert.Equal(now, (await GetAsync("/"))["Cache-Control"]);
        Assert.Equal(now, (await GetAsync($"{Temperatures}?as-of={past}"))["Cache-Control"]);
        Clock.Advance(TimeSpan.FromMinutes(11));

        foreach (var address in new[] { "/", Temperatures, Outlines })
        {
            var answer = await GetAsync($"{address}?as-of={past}");
            Assert.Equal("private, max-age=3600, must-revalidate", answer["Cache-Control"]);
        }

        Assert.Equal("no-store", (await GetAsync("/health"))["Cache-Control"]);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0.5, gzip;q=0.8", "gzip")]
    [InlineData("br;q=0, gzip;q=0.1", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.5, br;q=0", "gzip")]
    [InlineData("identity, br;q=0.5", "")]
    [InlineData("br;q=0, gzip;q=0", "")]
    [InlineData("deflate", "")]
    [InlineData("", "")]
    public async Task It_is_compressed_as_the_client_prefers(string accepted, string coding)
    {
        foreach (var address in new[] { "/", "/map.svg", Temperatures, $"{Temperatures}?format=csv", Outlines })
        {
            var plain = await GetAsync(address);
            var answer = await GetAsync(address, ("Accept-Encoding", accepted));

            Assert.Equal(coding, answer["Content-Encoding"]);
            Assert.Equal(plain.Text, answer.Text);
            if (coding.Length > 0) Assert.True(answer.Body.Length < plain.Body.Length, address);
        }
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_names_that_hold_their_hash()
    {
        foreach (var asset in Isotherm.Report.Pages.PageAssets.All)
        {
            var answer = await GetAsync("/assets/" + asset.Path, ("Accept-Encoding", "gzip"));

            Assert.Equal((200, asset.ContentType), (answer.Status, answer["Content-Type"]));
            Assert.Equal("public, max-age=31536000, immutable", answer["Cache-Control"]);
            Assert.Equal(Encoding.UTF8.GetString(asset.Bytes.Span), answer.Text);
            Assert.Equal(304, (await GetAsync("/assets/" + asset.Path, ("If-None-Match", answer["ETag"]))).Status);
        }
    }

    [Fact]
    public async Task A_request_is_one_log_line_without_its_question()
    {
        await GetAsync("/api/v1/runs?from=2019-02-19T14");
        await GetAsync("/nowhere");
        await SendAsync(HttpMethod.Post, "/");

        Assert.Equal([3001, 3001, 3001], Logs.Lines.Select(line => line.Id).Where(id => id != Listening));
        Assert.StartsWith("Answered: GET /api/v1/runs status=200 ms=", Logs.Of(3001)[0], StringComparison.Ordinal);
        Assert.StartsWith("Answered: GET /nowhere status=404 ms=", Logs.Of(3001)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_hangs_up_in_the_middle_leaves_the_service_answering()
    {
        for (var i = 0; i < 10; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Address.Host, Address.Port, Cancellation);
            var request = string.Create(
                CultureInfo.InvariantCulture, $"GET {Temperatures}?limit={i + 1} HTTP/1.1\r\nHost: x\r\n\r\n");
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        }

        Assert.Equal(200, (await GetAsync("/")).Status);
    }

    private async Task<string[]> TagsAsync(params string[] addresses)
    {
        var tags = new List<string>();
        foreach (var address in addresses)
        {
            var answer = await GetAsync(address);
            Assert.Equal(200, answer.Status);
            tags.Add(answer["ETag"]);
        }

        return [.. tags];
    }
}
