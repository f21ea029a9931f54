using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Testing;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class InMemoryTopicTests : TopicContract
{
    private readonly InMemoryTopic _topic;

    public InMemoryTopicTests() => _topic = new InMemoryTopic(Clock);

    protected override ITopic Topic => _topic;

    protected override Task<IReadOnlyList<TakenMessage>> TakenAsync() => Task.FromResult(_topic.Taken);

    [Theory]
    [InlineData(FaultMoment.Before, "a")]
    [InlineData(FaultMoment.After, "ab")]
    public async Task A_strike_in_the_middle_leaves_what_was_taken_before(FaultMoment moment, string taken)
    {
        _topic.Faults.StrikeAt(2, moment);
        var messages = "abc".Select(letter => new OutgoingMessage($"{letter}", new Dictionary<string, string>()));

        await Assert.ThrowsAsync<TransientException>(() => Topic.PublishAsync([.. messages], Cancellation));

        Assert.Equal(taken, string.Concat(_topic.Taken.Select(message => message.Body)));
    }
}
