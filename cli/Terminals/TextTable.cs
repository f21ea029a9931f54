using Spectre.Console;

namespace Isotherm.Cli.Terminals;

/// <summary>A table for people: framed and fitted on a terminal, plain text with pipes elsewhere.</summary>
internal sealed class TextTable(params IReadOnlyList<Column> columns)
{
    private readonly List<string[]> _rows = [];

    public TextTable Row(params string[] cells)
    {
        _rows.Add([.. cells.Select(Printable.OneLine)]);
        return this;
    }

    public void WriteTo(Surroundings surroundings)
    {
        if (surroundings.IsOutputTerminal) surroundings.OutputScreen().Write(Framed());
        else WritePlain(surroundings.Output);
    }

    private Table Framed()
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            var heading = new TableColumn(new Text(column.Heading, new Style(decoration: Decoration.Bold)));
            table.AddColumn(column.IsNumber ? heading.RightAligned() : heading);
        }

        foreach (var row in _rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private void WritePlain(TextWriter output)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Heading.Length).Max());
        var plain = new PlainRows(columns, [.. widths]);
        plain.WriteHeading(output);
        foreach (var row in _rows) plain.WriteRow(output, row);
    }
}
