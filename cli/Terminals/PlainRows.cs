namespace Isotherm.Cli.Terminals;

/// <summary>Rows of plain text with pipes, of widths that are known beforehand, written as they come.</summary>
internal sealed class PlainRows(IReadOnlyList<Column> columns, IReadOnlyList<int> widths)
{
    public void WriteHeading(TextWriter output)
    {
        WriteRow(output, [.. columns.Select(column => column.Heading)]);
        WriteRow(output, [.. columns.Select((column, i) => Rule(column, widths[i]))]);
    }

    public void WriteRow(TextWriter output, IReadOnlyList<string> cells)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            output.Write("| ");
            output.Write(columns[i].IsNumber ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
            output.Write(' ');
        }

        output.Write("|\n");
    }

    private static string Rule(Column column, int width) =>
        column.IsNumber ? new string('-', Math.Max(1, width - 1)) + ":" : new string('-', width);
}
