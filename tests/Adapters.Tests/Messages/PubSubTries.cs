using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>How the tests publish to a server that misbehaves.</summary>
internal static class PubSubTries
{
    public const string Token = "ya29.secret-token_1";

    /// <summary>Tries again at once.</summary>
    public static PubSubRetry Soon { get; } = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(2),
    };

    /// <summary>The wait before a second try would pass the deadline.</summary>
    public static PubSubRetry Once { get; } = new()
    {
        FirstWait = TimeSpan.FromHours(1),
        LongestWait = TimeSpan.FromHours(1),
    };

    public static OutgoingMessage[] Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new OutgoingMessage($"m{i}", new Dictionary<string, string>()))];

    public static PubSubTopic Topic(
        PubSubRudeServer server,
        PubSubRetry? retry = null,
        bool emulator = false,
        Func<CancellationToken, ValueTask<string?>>? token = null) => new(
            PubSubTopicName.Parse("parts", "my-project", out _)!,
            new PubSubEndpoint(server.Address, TakesTokens: !emulator),
            new Tokens(token ?? (_ => ValueTask.FromResult<string?>(Token))),
            TimeProvider.System,
            retry ?? Soon,
            () => 1);

    /// <summary>Draws a token for each try; a rejected one is not remembered.</summary>
    private sealed class Tokens(Func<CancellationToken, ValueTask<string?>> token) : IAccessTokens
    {
        public ValueTask<string?> GetAsync(CancellationToken cancellation) => token(cancellation);

        public void Reject(string token)
        {
        }
    }
}
