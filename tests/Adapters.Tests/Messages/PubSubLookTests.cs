using Isotherm.Core.Failures;
using Isotherm.Testing.Messages;
using static Isotherm.Adapters.Tests.Messages.PubSubTries;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>Whether a topic is there, without a message.</summary>
public sealed class PubSubLookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_is_one_GET_of_the_topic_with_the_token()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(200, """{"name":"x"}"""));
        using var topic = Topic(server);

        Assert.True(await topic.LookAsync(Cancellation));

        var request = Assert.Single(server.Requests);
        Assert.Equal("GET /v1/projects/my-project/topics/parts HTTP/1.1", request.Line);
        Assert.Contains($"Authorization: Bearer {Token}\r\n", request.Head, StringComparison.Ordinal);
        Assert.Empty(server.Published);
    }

    [Fact]
    public async Task Who_may_not_look_cannot_tell()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(403));
        using var topic = Topic(server);

        Assert.False(await topic.LookAsync(Cancellation));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(400, true)]
    [InlineData(503, false)]
    public async Task What_is_not_there_or_does_not_answer_well_is_a_failure_at_once(int status, bool needsPerson)
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(status));
        using var topic = Topic(server);

        var failure = await Assert.ThrowsAsync<TransientException>(() => topic.LookAsync(Cancellation));

        Assert.Equal(needsPerson, failure.NeedsPerson);
        Assert.StartsWith("projects/my-project/topics/parts: Pub/Sub ", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        await using var server = new PubSubRudeServer(RudeTurn.Status(401), RudeTurn.Status(200));
        using var topic = Topic(server);

        Assert.True(await topic.LookAsync(Cancellation));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_emulator_tells_a_topic_that_is_there_from_one_that_is_not()
    {
        using var emulator = PubSubEmulator.Need();
        using var there = await emulator.CreateTopicAsync("parts", Cancellation);
        using var absent = emulator.Open("absent");

        Assert.True(await there.LookAsync(Cancellation));
        var failure = await Assert.ThrowsAsync<TransientException>(() => absent.LookAsync(Cancellation));
        Assert.Contains("has no such topic", failure.Message, StringComparison.Ordinal);
    }
}
