using Isotherm.Core.Reports;

namespace Isotherm.Cli.Reports;

/// <summary>A report as CSV, written as the rows come.</summary>
internal static class ReportCsv
{
    public static async Task<long> WriteAsync(IAsyncEnumerable<RegionHourTemperature> rows, TextWriter output)
    {
        var count = 0L;
        await output.WriteAsync(CsvReport.Heading);
        await foreach (var row in rows)
        {
            await output.WriteAsync(CsvReport.Line(row));
            count++;
        }

        return count;
    }
}
