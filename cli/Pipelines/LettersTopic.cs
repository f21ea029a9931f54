using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Pipelines;

/// <summary>
/// The dead-letter topic of an aggregate in this process: remembers what went there, and gives a letter that was
/// delivered too often the last answer as its reason.
/// </summary>
internal sealed class LettersTopic(ITopic topic, AggregateLog log) : ITopic
{
    private const string Reason = "dead_letter_reason";

    /// <summary>An attribute holds 1,024 bytes, and a UTF-16 unit takes at most three.</summary>
    private const int LongestReason = 340;

    private readonly Lock _lock = new();
    private HashSet<string> _bodies = new(StringComparer.Ordinal);
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public async Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        await topic.PublishAsync([.. messages.Select(WithReason)], cancellation);
        Interlocked.Add(ref _count, messages.Count);
        lock (_lock) _bodies.UnionWith(messages.Select(message => message.Body));
    }

    /// <summary>The bodies since this was asked last.</summary>
    public IReadOnlySet<string> TakeBodies()
    {
        lock (_lock)
        {
            var taken = _bodies;
            _bodies = new HashSet<string>(StringComparer.Ordinal);
            return taken;
        }
    }

    private OutgoingMessage WithReason(OutgoingMessage message)
    {
        if (message.Attributes.ContainsKey(Reason) || LastAnswer(message) is not { } answer) return message;
        return message with
        {
            Attributes = new Dictionary<string, string>(message.Attributes, StringComparer.Ordinal)
            {
                [Reason] = LedgerText.Fit("given up after too many deliveries; the last: " + answer, LongestReason),
            },
        };
    }

    private string? LastAnswer(OutgoingMessage message)
    {
        try
        {
            return log.LastReason(MessageCodec.Read(System.Text.Encoding.UTF8.GetBytes(message.Body)));
        }
        catch (PoisonException)
        {
            return null;
        }
    }
}
