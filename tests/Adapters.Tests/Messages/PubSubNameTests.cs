using Isotherm.Adapters.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>How a topic and the place where Pub/Sub answers are named.</summary>
public sealed class PubSubNameTests
{
    [Theory]
    [InlineData("projects/p-1/topics/parts", null, "projects/p-1/topics/parts")]
    [InlineData("projects/p-1/topics/parts", "other", "projects/p-1/topics/parts")]
    [InlineData("projects/example.com:p/topics/a.b_c~d+e%f-9", null, "projects/example.com:p/topics/a.b_c~d+e%f-9")]
    [InlineData("parts", "p-1", "projects/p-1/topics/parts")]
    [InlineData("Abc", "123456", "projects/123456/topics/Abc")]
    public void A_topic_is_named_in_full_or_within_the_own_project(string location, string? project, string name)
    {
        Assert.Equal(name, PubSubTopicName.Parse(location, project, out var refusal)?.ToString());
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("ab", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("1abc", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("google-topic", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("parts\n", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("projects/p-1/topics/parts\n", null, "write projects/PROJECT/topics/TOPIC")]
    [InlineData("projects/p-1/topics/", null, "write projects/PROJECT/topics/TOPIC")]
    [InlineData("projects/p-1/topics/a/../b", null, "write projects/PROJECT/topics/TOPIC")]
    [InlineData("projects/p-1/subscriptions/parts", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("gs://bucket", "p-1", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("parts", null, "set GOOGLE_CLOUD_PROJECT")]
    [InlineData("parts", "", "set GOOGLE_CLOUD_PROJECT")]
    [InlineData("projects//topics/parts", "p-1", "without its project")]
    [InlineData("parts", "../p", "project whose id is none")]
    [InlineData("projects/p 1/topics/parts", null, "project whose id is none")]
    public void A_location_of_no_topic_is_refused_with_what_to_write(string location, string? project, string words)
    {
        Assert.Null(PubSubTopicName.Parse(location, project, out var refusal));
        Assert.Contains(words, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_topic_has_255_letters()
    {
        Assert.NotNull(PubSubTopicName.Parse(new string('t', 255), "p-1", out _));
        Assert.Null(PubSubTopicName.Parse(new string('t', 256), "p-1", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_emulator_google_answers_and_takes_tokens(string? host)
    {
        var endpoint = PubSubEndpoint.Find(host, out var refusal);

        Assert.Equal(new PubSubEndpoint(new Uri("https://pubsub.googleapis.com/"), TakesTokens: true), endpoint);
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("127.0.0.1:8085", "http://127.0.0.1:8085/")]
    [InlineData("localhost:8085", "http://localhost:8085/")]
    [InlineData("[::1]:8085", "http://[::1]:8085/")]
    [InlineData("http://pubsub:8085", "http://pubsub:8085/")]
    public void An_emulator_answers_over_plain_http_and_gets_no_token(string host, string address) =>
        Assert.Equal(new PubSubEndpoint(new Uri(address), TakesTokens: false), PubSubEndpoint.Find(host, out _));

    [Theory]
    [InlineData("https://pubsub.googleapis.com")]
    [InlineData("ftp://127.0.0.1:8085")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("127.0.0.1:8085/v1")]
    [InlineData("user:secret@127.0.0.1:8085")]
    [InlineData("127.0.0.1:8085?x")]
    [InlineData("127.0.0.1:8085#x")]
    [InlineData(":8085")]
    [InlineData(" ")]
    public void An_emulator_host_that_is_none_is_refused_without_repeating_it(string host)
    {
        Assert.Null(PubSubEndpoint.Find(host, out var refusal));
        Assert.Equal("must be the host and port of the Pub/Sub emulator, like 127.0.0.1:8085.", refusal);
    }
}
