using System.Globalization;
using Isotherm.Adapters;
using Isotherm.Adapters.Messages;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Regions;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Doctor;

/// <summary>Looks at buckets, shapes, topic and dead letters; writes nothing and takes nothing.</summary>
internal sealed class PlaceChecks(Surroundings surroundings, BackingServices services)
{
    private const string FilePrefix = "file:";
    private const string PushPrefix = "push:";

    /// <summary>A bucket that can be listed.</summary>
    public async Task<IReadOnlyList<CheckResult>> BucketAsync(
        string subject, string location, CancellationToken cancellation)
    {
        if (services.OpenBucket(location, out var refusal) is not { } bucket)
            return [CheckResult.Wrong(subject, $"'{location}' cannot be used: {refusal}", "Name another bucket.")];
        if (MissingFolder(location) is { } folder)
        {
            return [CheckResult.Wrong(
                subject, $"The folder {folder} is not there.", "Check the path; fetch makes the folder.")];
        }

        await using var names = bucket.ListAsync("", cancellation).GetAsyncEnumerator(cancellation);
        return [CheckResult.Good(
            subject, $"{location} can be listed" + (await names.MoveNextAsync() ? "." : "; it is empty."))];
    }

    /// <summary>The shapes that aggregate would use, and whether the last run was evaluated by them.</summary>
    public async Task<IReadOnlyList<CheckResult>> ShapesAsync(
        string location, string? lastHash, CancellationToken cancellation)
    {
        const string subject = "shapes";
        if (!ShapesObject.Open(surroundings, location, null).Is(out var place, out var refusal))
            return [CheckResult.Wrong(subject, refusal, "Name another bucket.")];
        var found = await place.ReadAsync(cancellation);
        if (found.Shapes is not { } shapes)
        {
            return [CheckResult.Wrong(
                subject,
                found.Refusal ?? $"{place.Shown} is not there.",
                "isotherm regions import SOURCE puts shapes there.")];
        }

        if (!shapes.IsOrderedByCode)
        {
            return [CheckResult.Warning(
                subject,
                $"{place.Shown} is not in the order of the codes, so other rectangles come first.",
                "If that is not meant: isotherm regions import SOURCE --order code.")];
        }

        if (lastHash is not null && lastHash != shapes.Hash)
        {
            return [CheckResult.Warning(
                subject,
                $"The last run was evaluated by other shapes ({lastHash}) than those in use ({shapes.Hash}).",
                "isotherm reconcile --stale evaluates older runs anew.")];
        }

        return [CheckResult.Good(subject, $"{place.Shown}, 13 regions, hash {shapes.Hash}.")];
    }

    /// <summary>A topic that is there.</summary>
    public async Task<IReadOnlyList<CheckResult>> TopicAsync(
        string subject, string location, CancellationToken cancellation)
    {
        if (services.OpenTopic(location, out var refusal) is not { } topic)
            return [CheckResult.Wrong(subject, $"'{location}' cannot be used: {refusal}", "Name another topic.")];
        if (MissingFolder(location) is { } folder)
        {
            return [CheckResult.Warning(
                subject, $"The folder {folder} is not there yet.", "Nothing, if nothing was published yet.")];
        }

        if (location.StartsWith(PushPrefix, StringComparison.Ordinal))
            return [await PushedAsync(subject, new Uri(location[PushPrefix.Length..]), cancellation)];
        if (topic is not PubSubTopic google) return [CheckResult.Good(subject, $"{location} keeps messages.")];
        return
        [
            await google.LookAsync(cancellation)
                ? CheckResult.Good(subject, $"{location} is there.")
                : CheckResult.Warning(
                    subject,
                    $"This account may not look at {location}, so it cannot be told whether it is there.",
                    "Give it pubsub.topics.get (roles/pubsub.viewer), or ask somebody who may look."),
        ];
    }

    /// <summary>Counts letters that looking takes from nobody; those of Pub/Sub would be gone for a while.</summary>
    public async Task<IReadOnlyList<CheckResult>> DeadLettersAsync(string location, CancellationToken cancellation)
    {
        const string subject = "dead letters";
        if (services.OpenDeadLetters(location, out var refusal) is not { } box)
        {
            return [CheckResult.Wrong(
                subject,
                $"'{location}' cannot be used: {refusal}",
                $"Correct {OperationPlaces.DeadLetterSubscriptionVariable}.")];
        }

        if (box.Lease != Timeout.InfiniteTimeSpan)
            return [CheckResult.Skipped(subject, "Not counted: isotherm dead-letters list takes them for a moment.")];
        var letters = (await box.TakeAsync(cancellation)).Letters.Count;
        if (letters == 0) return [CheckResult.Good(subject, "There are none.")];
        return [CheckResult.Warning(
            subject,
            string.Create(CultureInfo.InvariantCulture, $"{letters} messages were given up."),
            "isotherm dead-letters list tells why; redrive or discard them.")];
    }

    private static async Task<CheckResult> PushedAsync(string subject, Uri address, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            var status = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode
                ? CheckResult.Good(subject, $"{address} answers.")
                : CheckResult.Wrong(
                    subject, $"{address} answers {status}.", "Name the address of aggregate.");
        }
        catch (HttpRequestException e)
        {
            return CheckResult.Wrong(
                subject,
                $"{address} cannot be reached: {e.HttpRequestError}.",
                "Start aggregate, or name its address.");
        }
    }

    private static string? MissingFolder(string location) =>
        location.StartsWith(FilePrefix, StringComparison.Ordinal) && !Directory.Exists(location[FilePrefix.Length..])
            ? location[FilePrefix.Length..]
            : null;
}
