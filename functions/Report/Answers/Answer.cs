using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Answers;

/// <summary>What is answered, apart from what the headers of the request make of it. Immutable.</summary>
internal sealed record Answer
{
    private const int TagBytes = 16;

    private Answer(string contentType, AnswerBody body) => (ContentType, Body) = (contentType, body);

    public string ContentType { get; }

    public AnswerBody Body { get; }

    /// <summary>In bytes; null for a body that is made while it is written.</summary>
    public long? Length { get; private init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Tells this state of what is shown from every other; null for what is not to be kept.</summary>
    public string? Tag { get; init; }

    public string CacheControl { get; init; } = Lifetime.None;

    /// <summary>The headers of a request, besides Accept-Encoding, that change the answer.</summary>
    public string? Vary { get; init; }

    /// <summary>The address of the next page of a list.</summary>
    public string? Next { get; init; }

    /// <summary>The methods that the address takes, for 405.</summary>
    public string? Allow { get; init; }

    /// <summary>Seconds to wait, for 503.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The name that a browser keeps it under.</summary>
    public string? FileName { get; init; }

    /// <summary>A body that is there, with the tag of its bytes.</summary>
    public static Answer Whole(string contentType, ReadOnlyMemory<byte> bytes) =>
        new(contentType, (output, cancellation) => output.WriteAsync(bytes, cancellation).AsTask())
        {
            Length = bytes.Length,
            Tag = TagOf(bytes.Span),
            CacheControl = Lifetime.Short,
        };

    /// <inheritdoc cref="Whole(string,ReadOnlyMemory{byte})"/>
    public static Answer Whole(string contentType, string text) => Whole(contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>A body that is made while it is written.</summary>
    public static Answer Streamed(string contentType, AnswerBody body) => new(contentType, body);

    /// <summary>A tag that is the same only for the same words in the same order.</summary>
    public static string TagOf(params IReadOnlyList<string> words) =>
        TagOf(Encoding.UTF8.GetBytes(string.Join('\n', words)));

    private static string TagOf(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes));
}
