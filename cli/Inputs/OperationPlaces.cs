using System.CommandLine;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Inputs;

/// <summary>
/// Where the raw objects, rejects, messages and dead letters of a pipeline are, for the commands that operate it: from
/// the option, else from the environment, else in the folder of a demo beside the working folder.
/// </summary>
internal static class OperationPlaces
{
    public const string TopicVariable = "TOPIC";
    public const string RejectsBucketVariable = "REJECTS_BUCKET";
    public const string DeadLetterSubscriptionVariable = "DEAD_LETTER_SUBSCRIPTION";

    /// <summary>What to say when nothing tells a bucket.</summary>
    public const string NoBucket =
        $"No bucket is given: use --bucket or set {Locations.RawBucketVariable} (gs://BUCKET or file:PATH).";

    private const string FilePrefix = "file:";

    public static Option<string?> BucketOption() => new("--bucket")
    {
        Description = "The bucket of the raw objects, gs://BUCKET or file:PATH. "
            + $"Else {Locations.RawBucketVariable} of the environment, else the bucket of ./{DemoFolder.Usual}.",
        HelpName = "LOCATION",
    };

    public static Option<string?> ShapesBucketOption() => new("--shapes-bucket")
    {
        Description = $"The bucket of the shapes. Else {Locations.ShapesBucketVariable} of the environment, "
            + "else the bucket of the raw objects.",
        HelpName = "LOCATION",
    };

    public static Option<string?> TopicOption() => new("--topic")
    {
        Description = "Where the messages go: projects/P/topics/T, push:URL or file:PATH. "
            + $"Else {TopicVariable} of the environment, else they are aggregated in this process.",
        HelpName = "LOCATION",
    };

    public static Option<string?> RejectsBucketOption() => new("--rejects-bucket")
    {
        Description = $"The bucket of the rejects. Else {RejectsBucketVariable} of the environment, "
            + "else the bucket of the raw objects.",
        HelpName = "LOCATION",
    };

    public static Option<string?> FromOption() => new("--from")
    {
        Description = "The first hour or day, in UTC: 2019-02-19T14 or 2019-02-19.",
        HelpName = "TIME",
    };

    public static Option<string?> ToOption() => new("--to")
    {
        Description = "The last hour or day, itself included.",
        HelpName = "TIME",
    };

    /// <summary>The bucket of the raw objects; null when nothing tells one.</summary>
    public static string? RawBucket(Surroundings surroundings, string? option)
    {
        if (Locations.GivenRawBucket(surroundings, option) is { } given) return given;
        var demo = Demo(surroundings).Bucket;
        return Directory.Exists(demo) ? Locations.Folder(demo) : null;
    }

    /// <summary>A bucket that an option or a variable tells, else the bucket of the raw objects.</summary>
    public static string BucketOr(Surroundings surroundings, string? option, string variable, string rawBucket) =>
        Given(surroundings, option, variable) is { } given ? Absolute(surroundings, given) : rawBucket;

    /// <summary>The topic; null when nothing tells one, so that this process aggregates itself.</summary>
    public static string? Topic(Surroundings surroundings, string? option) =>
        Given(surroundings, option, TopicVariable) is { } given ? Absolute(surroundings, given) : null;

    /// <summary>The topic that aggregate sends dead letters to; null when nothing tells one.</summary>
    public static string? DeadLetterTopic(Surroundings surroundings) =>
        Given(surroundings, null, "DEAD_LETTER_TOPIC") is { } given ? Absolute(surroundings, given) : null;

    /// <summary>Where dead letters lie: a folder or a subscription; null when nothing tells.</summary>
    public static string? DeadLetters(Surroundings surroundings, string? option)
    {
        if (Given(surroundings, option, DeadLetterSubscriptionVariable) is { } given)
            return Absolute(surroundings, given);
        if (DeadLetterTopic(surroundings) is { } topic && topic.StartsWith(FilePrefix, StringComparison.Ordinal))
            return topic;
        var demo = Demo(surroundings);
        return File.Exists(demo.Database) || Directory.Exists(demo.DeadLetters)
            ? Locations.Folder(demo.DeadLetters)
            : null;
    }

    /// <summary>The folder in which this process puts the dead letters of messages that it aggregates itself.</summary>
    public static string OwnDeadLetters(Surroundings surroundings, string rawBucket)
    {
        var known = DeadLetters(surroundings, null);
        if (known?.StartsWith(FilePrefix, StringComparison.Ordinal) == true) return known[FilePrefix.Length..];
        return rawBucket.StartsWith(FilePrefix, StringComparison.Ordinal)
            ? Path.Combine(Path.GetDirectoryName(rawBucket[FilePrefix.Length..]) ?? "/", "dead-letters")
            : surroundings.PathOf("isotherm-dead-letters");
    }

    private static DemoFolder Demo(Surroundings surroundings) => new(surroundings.PathOf(DemoFolder.Usual));

    private static string? Given(Surroundings surroundings, string? option, string variable)
    {
        if (!string.IsNullOrWhiteSpace(option)) return option;
        var written = surroundings.Variable(variable);
        return string.IsNullOrWhiteSpace(written) ? null : written;
    }

    private static string Absolute(Surroundings surroundings, string location) =>
        location.StartsWith(FilePrefix, StringComparison.Ordinal) && location.Length > FilePrefix.Length
            ? FilePrefix + surroundings.PathOf(location[FilePrefix.Length..])
            : location;
}
