using Isotherm.Cli.Terminals;
using Isotherm.Core.Reports;

namespace Isotherm.Cli.Reports;

/// <summary>A report as CSV, written as the rows come.</summary>
internal static class ReportCsv
{
    public static async Task<long> WriteAsync(IAsyncEnumerable<RegionHourTemperature> rows, TextWriter output)
    {
        var count = 0L;
        await using var csv = CsvOutput.Open(output);
        csv.WriteRow(ReportText.Columns);
        await foreach (var row in rows)
        {
            csv.WriteRow(ReportText.Cells(row));
            count++;
        }

        return count;
    }
}
