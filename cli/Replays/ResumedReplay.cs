namespace Isotherm.Cli.Replays;

/// <summary>
/// Which replay a resume file belongs to: its first line. What two starts of the same command share stands first, so
/// that a line which was cut short can be told.
/// </summary>
/// <param name="Bucket">Where the manifests are.</param>
/// <param name="Destination">Where the messages go.</param>
/// <param name="From">The first hour asked for.</param>
/// <param name="To">The last hour asked for.</param>
/// <param name="Run">The only run asked for.</param>
/// <param name="Shapes">The hash of the shapes in use; null without a database, or when there are none.</param>
/// <param name="Rules">The rules version in use; null like the shapes.</param>
/// <param name="Id">Made at the first start.</param>
/// <param name="StartedAt">The first start.</param>
internal sealed record ResumedReplay(
    string Bucket,
    string Destination,
    string? From,
    string? To,
    string? Run,
    string? Shapes,
    int? Rules,
    string Id,
    DateTimeOffset StartedAt)
{
    public override string ToString() =>
        $"from {From ?? "the first hour"} to {To ?? "the last hour"}, "
        + $"{(Run is null ? "every run" : "run " + Run)}, {Bucket} to {Destination}"
        + (Shapes is null ? "" : $", shapes {Shapes[..Math.Min(8, Shapes.Length)]}, rules {Rules}");
}
