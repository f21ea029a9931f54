using System.Text.Json;
using CsCheck;
using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>How messages are cut into requests.</summary>
public sealed class PubSubBatchTests
{
    private const int MaxRequestBytes = 10_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(1000, new[] { 1000 })]
    [InlineData(1001, new[] { 1000, 1 })]
    [InlineData(2500, new[] { 1000, 1000, 500 })]
    public async Task A_request_holds_at_most_a_thousand_messages(int messages, int[] requests)
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);

        await topic.PublishAsync([.. Enumerable.Range(0, messages).Select(i => Message($"m{i}"))], Cancellation);

        Assert.Equal(requests, server.Requests.Select(request => request.Messages));
        Assert.Equal(Enumerable.Range(0, messages).Select(i => $"m{i}"), server.Published);
    }

    [Fact]
    public async Task A_request_stays_below_ten_megabytes_with_its_base64()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);
        var large = new string('x', 3_000_000);

        await topic.PublishAsync([.. Enumerable.Repeat(Message(large), 5)], Cancellation);

        Assert.Equal([2, 2, 1], server.Requests.Select(request => request.Messages));
        Assert.All(server.Requests, request => Assert.InRange(request.Body.Length, 1, MaxRequestBytes));
        Assert.Equal(5, server.Published.Count(body => body == large));
    }

    [Fact]
    public async Task The_last_byte_that_fits_is_used()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);
        var second = Message(new string('y', 2_499_000));
        await topic.PublishAsync([second], Cancellation);
        var others = server.Requests.Single().Body.Length;
        var first = Message(new string('x', ((MaxRequestBytes - others) / 4 * 3) - 60));
        var room = MaxRequestBytes - others - BodyLength(first) - 1 + "{\"messages\":[]}".Length;

        await topic.PublishAsync([With(first, room), second], Cancellation);
        await topic.PublishAsync([With(first, room + 1), second], Cancellation);

        Assert.Equal([1, 2, 1, 1], server.Requests.Select(request => request.Messages));
        Assert.Equal(MaxRequestBytes, server.Requests.ElementAt(1).Body.Length);
    }

    [Fact]
    public async Task A_message_that_is_too_large_for_a_request_goes_alone_and_the_others_without_it()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);

        await topic.PublishAsync([Message("a"), Message(new string('x', 9_000_000)), Message("b")], Cancellation);

        Assert.Equal([1, 1, 1], server.Requests.Select(request => request.Messages));
    }

    [Fact]
    public async Task A_failure_tells_how_many_were_taken_before()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Ok, RudeTurn.Status(403));
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.PublishAsync(
            [.. Enumerable.Range(0, 2500).Select(i => Message($"m{i}"))], Cancellation));

        Assert.EndsWith("1000 of 2500 messages were taken.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "", "neither body nor attributes")]
    [InlineData("m", "", "v", "a key of an attribute is empty")]
    [InlineData("m", "google", "v", "is reserved")]
    public async Task What_pubsub_would_refuse_is_refused_before_anything_is_sent(
        string body, string? key, string value, string words)
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);
        var attributes = new Dictionary<string, string>();
        if (key is not null) attributes[key] = value;

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => topic.PublishAsync([Message("good"), new(body, attributes)], Cancellation));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Any_text_and_any_attributes_arrive_unchanged()
    {
        await using var server = new PubSubRudeServer();
        using var topic = Topic(server);
        var text = Gen.Char['\u0000', '\uD7FF'].Array[0, 50].Select(letters => new string(letters));
        var key = text.Select(letters => "k" + letters);
        var message = Gen.Select(text, Gen.Dictionary(key, text)[1, 4]);

        await message.Array[0, 20].SampleAsync(
            async drawn =>
            {
                server.Requests.Clear();
                server.Published.Clear();
                await topic.PublishAsync([.. drawn.Select(d => new OutgoingMessage(d.Item1, d.Item2))], Cancellation);
                Assert.Equal(drawn.Select(d => d.Item1), server.Published);
                Assert.Equal(drawn.Select(d => d.Item2), server.Requests.SelectMany(Attributes));
            },
            iter: 100,
            threads: 1);
    }

    private static IEnumerable<Dictionary<string, string>> Attributes(RudeRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return
        [
            .. body.RootElement.GetProperty("messages").EnumerateArray()
                .Select(message => message.GetProperty("attributes").Deserialize<Dictionary<string, string>>()!),
        ];
    }

    private static OutgoingMessage Message(string body) => new(body, new Dictionary<string, string> { ["k"] = "" });

    private static OutgoingMessage With(OutgoingMessage message, int more) =>
        message with { Attributes = new Dictionary<string, string> { ["k"] = new('z', more) } };

    private static int BodyLength(OutgoingMessage message) =>
        "{\"messages\":[{\"data\":\"\",\"attributes\":{\"k\":\"\"}}]}".Length + ((message.Body.Length + 2) / 3 * 4);

    private static PubSubTopic Topic(PubSubRudeServer server) => new(
        PubSubTopicName.Parse("parts", "my-project", out _)!,
        new PubSubEndpoint(server.Address, TakesTokens: false),
        NoAccessTokens.Instance,
        TimeProvider.System);
}
