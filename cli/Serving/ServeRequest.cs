namespace Isotherm.Cli.Serving;

/// <summary>What <c>isotherm serve</c> is asked for.</summary>
internal sealed record ServeRequest(
    string Output, string? Database, string? Bucket, int FetchPort, int AggregatePort, int ReportPort);
