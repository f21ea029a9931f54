using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Cli.DeadLetters;

/// <summary>A dead letter with its copies: the same body was put aside once or more often.</summary>
internal sealed class LetterGroup
{
    private const int IdLength = 12;
    private const string Own = "dead_letter_";
    private const string OfPubSub = "CloudPubSubDeadLetter";
    private const string Reserved = "goog";

    private LetterGroup(string id, IReadOnlyList<DeadLetter> copies) => (Id, Copies) = (id, copies);

    /// <summary>Of the body, so that it is the same whoever asks and how often.</summary>
    public string Id { get; }

    /// <summary>The last one put aside first.</summary>
    public IReadOnlyList<DeadLetter> Copies { get; }

    public DeadLetter Latest => Copies[0];

    /// <summary>What it announced; null when it cannot be read.</summary>
    public RunMessage? Message
    {
        get
        {
            try
            {
                return MessageCodec.Read(Latest.Body.Span);
            }
            catch (PoisonException)
            {
                return null;
            }
        }
    }

    public string Reason => Copies.Select(copy => copy.Attributes.GetValueOrDefault(Own + "reason"))
        .FirstOrDefault(reason => reason is not null) ?? "given up after too many deliveries";

    /// <summary>The most deliveries that any copy had.</summary>
    public int Attempts => Copies.Max(copy => Math.Max(
        Number(copy, Own + "delivery_attempt"), Number(copy, OfPubSub + "SourceDeliveryCount")));

    /// <summary>Whether the body is text that can be published as it was.</summary>
    public bool IsText => Utf8.IsValid(Latest.Body.Span)
        && Latest.Attributes.GetValueOrDefault(Own + "encoding") != "base64";

    /// <summary>The original message: its body, and the attributes that it came with.</summary>
    public OutgoingMessage Original() => new(
        System.Text.Encoding.UTF8.GetString(Latest.Body.Span),
        Latest.Attributes.Where(attribute => !attribute.Key.StartsWith(Own, StringComparison.Ordinal)
                && !attribute.Key.StartsWith(OfPubSub, StringComparison.Ordinal)
                && !attribute.Key.StartsWith(Reserved, StringComparison.Ordinal))
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal));

    /// <summary>Collapses copies; in the order in which they were first put aside.</summary>
    public static IReadOnlyList<LetterGroup> Of(IEnumerable<DeadLetter> letters) =>
    [
        .. letters.GroupBy(letter => Convert.ToHexStringLower(SHA256.HashData(letter.Body.Span))[..IdLength])
            .Select(group => new LetterGroup(
                group.Key, [.. group.OrderByDescending(letter => letter.PublishedAt)]))
            .OrderBy(group => group.Copies[^1].PublishedAt)
            .ThenBy(group => group.Id, StringComparer.Ordinal),
    ];

    private static int Number(DeadLetter letter, string attribute) =>
        int.TryParse(
            letter.Attributes.GetValueOrDefault(attribute), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) ? number : 0;
}
