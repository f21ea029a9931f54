namespace Isotherm.Cli.Reports;

/// <summary>Where a report comes from and where it goes; null: the usual database, and standard output.</summary>
internal sealed record ReportPlace(string? Database, string? Output);
