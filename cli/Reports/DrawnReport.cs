namespace Isotherm.Cli.Reports;

/// <summary>A page or a map as the bytes of its file.</summary>
/// <param name="Bytes">UTF-8 text, or PNG.</param>
/// <param name="ShowsHour">False when the database shows no hour.</param>
internal sealed record DrawnReport(byte[] Bytes, bool ShowsHour);
