using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reports;

/// <summary>A report as a table; a long one is written as plain rows as they come, whatever the terminal.</summary>
internal static class ReportTable
{
    /// <summary>What a person may still scroll through.</summary>
    private const int LongestFramed = 2_000;

    public static async Task<long> WriteAsync(IAsyncEnumerable<RegionHourTemperature> rows, Surroundings surroundings)
    {
        var plain = new PlainRows(ReportText.TableColumns, Widths());
        var framed = new List<string[]>();
        var count = 0L;
        await foreach (var row in rows)
        {
            var cells = CsvReport.Cells(row);
            if (++count <= LongestFramed)
            {
                framed.Add(cells);
                continue;
            }

            if (framed.Count > 0) WritePlain(plain, framed, surroundings.Output);
            plain.WriteRow(surroundings.Output, cells);
        }

        if (count <= LongestFramed) WriteFramed(framed, surroundings);
        return count;
    }

    private static void WritePlain(PlainRows plain, List<string[]> rows, TextWriter output)
    {
        plain.WriteHeading(output);
        foreach (var row in rows) plain.WriteRow(output, row);
        rows.Clear();
    }

    private static void WriteFramed(List<string[]> rows, Surroundings surroundings)
    {
        var table = new TextTable(ReportText.TableColumns);
        foreach (var row in rows) table.Row(row);
        table.WriteTo(surroundings);
    }

    private static int[] Widths()
    {
        var region = Region.All.Max(known => known.Name.Length);
        var hour = default(Hour).ToString().Length;
        return [region, hour, .. CsvReport.Columns.Skip(2).Select(heading => heading.Length)];
    }
}
