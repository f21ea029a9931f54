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
        if (surroundings.IsOutputTerminal) surroundings.OutputScreen().Write(Framed(surroundings.IsColoured));
        else WritePlain(surroundings.Output);
    }

    private Table Framed(bool isColoured)
    {
        var table = new Table { Border = TableBorder.Rounded };
        var style = isColoured ? new Style(decoration: Decoration.Bold) : Style.Plain;
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Heading, style))
            {
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = !column.Folds,
            });
        }

        foreach (var row in _rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private int Width(Column column, int index) =>
        _rows.Select(row => row[index].Length).Append(column.Heading.Length).Max();

    private void WritePlain(TextWriter output)
    {
        var plain = new PlainRows(columns, [.. columns.Select(Width)]);
        plain.WriteHeading(output);
        foreach (var row in _rows) plain.WriteRow(output, row);
    }
}
