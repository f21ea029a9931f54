using Isotherm.Cli.Inputs;

namespace Isotherm.Cli.Doctor;

/// <summary>Where the parts of a pipeline are, as given; null when nothing tells.</summary>
internal sealed record GivenPlaces(
    string? RawBucket, string? ShapesBucket, string? RejectsBucket, string? Topic, string? Database)
{
    /// <summary>What to say when there is nothing to look at.</summary>
    public const string Nothing =
        $"Nothing is given to look at: use --bucket, --topic and --database, or set {Locations.RawBucketVariable}, "
        + $"{OperationPlaces.TopicVariable} and {Locations.DatabaseVariable}, or begin with isotherm demo.";

    public bool IsNothing => RawBucket is null && Topic is null && Database is null;
}
