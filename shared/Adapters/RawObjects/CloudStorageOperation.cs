using System.Net;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.RawObjects;

/// <summary>What is being done to what: the words of an error, and the right it needs.</summary>
/// <param name="Verb">In the sentence: cannot VERB gs://bucket/object.</param>
/// <param name="Bucket">Its name.</param>
/// <param name="Target">The object, or the prefix of a listing.</param>
/// <param name="Right">The permission of Cloud IAM it takes.</param>
internal sealed record CloudStorageOperation(string Verb, string Bucket, string Target, string Right)
{
    private const int MaxDetail = 300;

    public TransientException GaveUp(CloudStorageFault fault, int tries) =>
        Failed($"{fault.Reason}, {tries} {(tries == 1 ? "try" : "tries")}, then out of time", fault.Cause);

    public TransientException Failed(string reason, Exception? cause = null) =>
        new(Sentence(reason), cause);

    public TransientException Refused(HttpStatusCode status, string? detail)
    {
        var said = detail is null ? "" : $" ({Printable(detail)})";
        var reason = $"status {(int)status}{said}. {Advice(status)}".TrimEnd('.', ' ');
        return new(Sentence(reason)) { NeedsPerson = true };
    }

    private string Sentence(string reason) => $"Cloud Storage: cannot {Verb} gs://{Bucket}/{Target}: {reason}.";

    private string Advice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "The access token was refused: check the service account of this service",
        HttpStatusCode.Forbidden =>
            $"Grant {Right} on the bucket {Bucket} to the service account of this service",
        HttpStatusCode.NotFound => $"Check that the bucket {Bucket} exists and is spelled so",
        _ => "",
    };

    private static string Printable(string text)
    {
        var printable = new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim('.', ' ');
        return printable.Length <= MaxDetail ? printable : printable[..MaxDetail] + "...";
    }
}
