namespace Isotherm.Cli.Regions;

/// <summary>What <c>isotherm regions import</c> is asked for.</summary>
internal sealed record ImportRequest(
    string Source, bool IsOrderedByCode, string? Bucket, string? ObjectName, bool IsDryRun);
