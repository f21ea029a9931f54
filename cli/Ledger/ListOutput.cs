using System.Text;
using System.Text.Json;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Ledger;

/// <summary>Writes a list as table, JSON (an array, an object a line) or CSV. Null is not known.</summary>
internal static class ListOutput
{
    /// <summary>What a person may still scroll through in a frame.</summary>
    private const int LongestFramed = 2_000;

    public static void Write(
        IReadOnlyList<ListColumn> columns, IEnumerable<string?[]> rows, string format, Surroundings surroundings)
    {
        if (format == "json") WriteJson(columns, rows, surroundings.Output);
        else if (format == "csv") WriteCsv(columns, rows, surroundings.Output);
        else WriteTable(columns, [.. rows], surroundings);
    }

    private static void WriteTable(IReadOnlyList<ListColumn> columns, string?[][] rows, Surroundings surroundings)
    {
        var table = new TextTable([.. columns.Select(column =>
            new Column(column.Heading, column.IsNumber, column.Folds))]);
        foreach (var row in rows) table.Row([.. row.Select(cell => cell ?? "")]);
        table.WriteTo(rows.Length > LongestFramed ? surroundings with { IsOutputTerminal = false } : surroundings);
    }

    private static void WriteCsv(IReadOnlyList<ListColumn> columns, IEnumerable<string?[]> rows, TextWriter output)
    {
        using var csv = CsvOutput.Open(output);
        csv.WriteRow([.. columns.Select(column => column.Name)]);
        foreach (var row in rows) csv.WriteRow(row);
    }

    private static void WriteJson(IReadOnlyList<ListColumn> columns, IEnumerable<string?[]> rows, TextWriter output)
    {
        var count = 0L;
        output.Write('[');
        foreach (var row in rows)
        {
            output.Write(count++ == 0 ? "\n  " : ",\n  ");
            output.Write(Object(columns, row));
        }

        output.Write(count == 0 ? "]\n" : "\n]\n");
    }

    private static string Object(IReadOnlyList<ListColumn> columns, string?[] row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonOutput.OneLine))
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i].IsNumber && row[i] is { } number) json.WriteRaw(columns[i].Name, number);
                else json.WriteString(columns[i].Name, row[i]);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void WriteRaw(this Utf8JsonWriter json, string name, string number)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(number);
    }
}
