using System.Text;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>What Pub/Sub takes in one publish; a twin that took more would hide a defect until production.</summary>
public static class PublishLimits
{
    public const int MaxMessages = 1000;

    /// <summary>Bytes of all bodies and attributes of one publish.</summary>
    public const int MaxBytes = 10_000_000;

    public const int MaxAttributes = 100;

    /// <summary>Bytes of UTF-8 in the key of an attribute.</summary>
    public const int MaxKeyBytes = 256;

    /// <summary>Bytes of UTF-8 in the value of an attribute.</summary>
    public const int MaxValueBytes = 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The service would refuse these messages; the message says why.</exception>
    public static void Check(IReadOnlyList<OutgoingMessage> messages)
    {
        Require(messages.Count <= MaxMessages, $"there are {messages.Count} of them, at most {MaxMessages} are taken");
        long bytes = 0;
        foreach (var message in messages)
        {
            Require(message.Body.Length > 0 || message.Attributes.Count > 0, "one has neither body nor attributes");
            Require(message.Attributes.Count <= MaxAttributes, $"one has more than {MaxAttributes} attributes");
            bytes += Count(message.Body, "a body");
            foreach (var (key, value) in message.Attributes) bytes += Attribute(key, value);
        }

        Require(bytes <= MaxBytes, $"they have {bytes} bytes, at most {MaxBytes} are taken");
    }

    private static int Attribute(string key, string value)
    {
        var keyBytes = Count(key, "the key of an attribute");
        var valueBytes = Count(value, $"the value of the attribute {key}");
        Require(keyBytes is > 0 and <= MaxKeyBytes, $"a key of an attribute is empty or over {MaxKeyBytes} bytes");
        Require(!key.StartsWith("goog", StringComparison.Ordinal), $"the key '{key}' is reserved (goog...)");
        Require(valueBytes <= MaxValueBytes, $"the value of the attribute '{key}' is over {MaxValueBytes} bytes");
        return keyBytes + valueBytes;
    }

    private static int Count(string text, string what)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"These messages cannot be published: {what} is not valid Unicode.", e);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new ArgumentException($"These messages cannot be published: {otherwise}.");
    }
}
