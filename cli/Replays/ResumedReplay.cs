namespace Isotherm.Cli.Replays;

/// <summary>Which replay a resume file belongs to: its first line.</summary>
internal sealed record ResumedReplay(
    string Id, DateTimeOffset StartedAt, string Bucket, string Destination, string? From, string? To, string? Run)
{
    public override string ToString() =>
        $"from {From ?? "the first hour"} to {To ?? "the last hour"}, "
        + $"{(Run is null ? "every run" : "run " + Run)}, {Bucket} to {Destination}";
}
