using Isotherm.Core.Messages;
using Isotherm.Testing;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>What every topic promises to those who publish.</summary>
public abstract class TopicContract
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    protected static readonly DateTimeOffset Start = new(2019, 2, 19, 14, 0, 3, 141, TimeSpan.Zero);

    protected TimerClock Clock { get; } = new(Start);

    protected static CancellationToken Cancellation => Patience.Cancellation;

    protected abstract ITopic Topic { get; }

    /// <summary>What the topic has taken, when all of it arrived where it goes.</summary>
    protected abstract Task<IReadOnlyList<TakenMessage>> TakenAsync();

    [Fact]
    public async Task A_message_arrives_with_its_body_and_its_attributes_to_the_letter()
    {
        var attributes = new Dictionary<string, string>
        {
            ["version"] = "1",
            ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            ["Île"] = "\"</script>\u0001 日本 😀",
            ["empty"] = "",
        };
        const string body = "{\"run\":\"é\\n\", \"x\": [1e999]}\r\n😀";

        await Topic.PublishAsync([new OutgoingMessage(body, attributes)], Cancellation);

        var taken = Assert.Single(await TakenAsync());
        Assert.Equal(body, taken.Body);
        Assert.Equal(attributes, taken.Attributes);
        Assert.Equal(Start, taken.PublishTime);
    }

    [Fact]
    public async Task Every_message_gets_an_id_of_its_own()
    {
        var messages = Enumerable.Range(0, 20).Select(i => new OutgoingMessage($"{i % 3}", NoAttributes)).ToArray();
        await Topic.PublishAsync(messages[..10], Cancellation);
        await Task.WhenAll(messages[10..].Select(
            message => Task.Run(() => Topic.PublishAsync([message], Cancellation), Cancellation)));

        var taken = await TakenAsync();

        Assert.Equal(20, taken.Select(message => message.MessageId).Distinct().Count());
        Assert.All(taken, message => Assert.Matches("^[0-9a-f]+$", message.MessageId));
        Assert.Equal(
            messages.Select(message => message.Body).Order(StringComparer.Ordinal),
            taken.Select(message => message.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_messages_are_soon_published()
    {
        await Topic.PublishAsync([], Cancellation);

        Assert.Empty(await TakenAsync());
    }

    [Fact]
    public async Task A_message_may_be_attributes_alone()
    {
        var attributes = new Dictionary<string, string> { ["a"] = "b" };
        await Topic.PublishAsync([new OutgoingMessage("", attributes)], Cancellation);

        var taken = Assert.Single(await TakenAsync());
        Assert.Equal(("", "b"), (taken.Body, taken.Attributes["a"]));
    }

    [Fact]
    public async Task Nothing_is_taken_of_what_was_cancelled_before_it_began()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Topic.PublishAsync(
            [new OutgoingMessage("x", NoAttributes)], new CancellationToken(canceled: true)));

        Assert.Empty(await TakenAsync());
    }

    [Fact]
    public async Task A_message_belongs_to_the_topic_once_it_is_taken()
    {
        var attributes = new Dictionary<string, string> { ["a"] = "before" };
        await Topic.PublishAsync([new OutgoingMessage("x", attributes)], Cancellation);
        attributes["a"] = "after";

        Assert.Equal("before", Assert.Single(await TakenAsync()).Attributes["a"]);
    }

    [Fact]
    public async Task What_the_service_takes_at_most_is_taken()
    {
        var attributes = Enumerable.Range(0, 99).ToDictionary(i => $"{i}", _ => "");
        attributes[new string('k', 256)] = new string('é', 512);
        await Topic.PublishAsync([new OutgoingMessage("x", attributes)], Cancellation);

        Assert.Equal(attributes, Assert.Single(await TakenAsync()).Attributes);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_the_service_would_refuse_is_refused_whole(string why, OutgoingMessage[] messages)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => Topic.PublishAsync(messages, Cancellation));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await TakenAsync());
    }

    public static TheoryData<string, OutgoingMessage[]> Refused()
    {
        var good = new OutgoingMessage("x", NoAttributes);
        var many = Enumerable.Range(0, 101).ToDictionary(i => $"{i}", _ => "");
        return new TheoryData<string, OutgoingMessage[]>
        {
            { "at most 1000", [.. Enumerable.Repeat(good, 1001)] },
            { "neither body nor attributes", [good, new OutgoingMessage("", NoAttributes)] },
            { "more than 100 attributes", [good, new OutgoingMessage("x", many)] },
            { "at most 10000000", [good, new OutgoingMessage(new string('x', 10_000_000), NoAttributes)] },
            { "empty or over 256", [good, With("", "x")] },
            { "empty or over 256", [good, With(new string('é', 129), "x")] },
            { "reserved", [good, With("googclient", "x")] },
            { "over 1024 bytes", [good, With("a", new string('é', 513))] },
            { "not valid Unicode", [good, With("a", "\ud800")] },
            { "not valid Unicode", [good, With("\udc00", "a")] },
            { "not valid Unicode", [good, new OutgoingMessage("\ud800", NoAttributes)] },
        };
    }

    private static OutgoingMessage With(string key, string value) =>
        new("x", new Dictionary<string, string> { [key] = value });
}
