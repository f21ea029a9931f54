using System.Data.Common;
using System.Globalization;
using Isotherm.Core.Aggregates.Aggregations;

namespace Isotherm.Adapters.Tables;

/// <summary>Reads any table of an aggregation; both databases write and read it by the same statements.</summary>
internal static class SqlKeptColumns
{
    /// <summary>The columns as they are written.</summary>
    public static string Names(KeptTable table) => string.Join(", ", table.Columns.Select(column => column.Name));

    /// <summary>The columns as they are read: a driver has no number for 38 digits, so they come as text.</summary>
    public static string Expressions(IReadOnlyList<KeptColumn> columns) => string.Join(
        ", ",
        columns.Select(column => column.Type == KeptType.Exact ? $"CAST({column.Name} AS CHAR)" : column.Name));

    /// <summary>A row of those expressions, in their order from <paramref name="first"/> on.</summary>
    public static KeptRow Read(DbDataReader row, IReadOnlyList<KeptColumn> columns, int first) =>
        new([.. columns.Select((column, i) => Read(row, column, first + i))]);

    private static KeptValue Read(DbDataReader row, KeptColumn column, int index) => column.Type switch
    {
        KeptType.Whole => KeptValue.Of(row.GetInt64(index)),
        KeptType.Text or KeptType.Exact => KeptValue.Of(row.GetString(index)),
        KeptType.Number => KeptValue.Of(decimal.Round(row.GetDecimal(index), column.Decimals)
            .ToString($"F{column.Decimals}", CultureInfo.InvariantCulture)),
        KeptType.Bytes => KeptValue.Of((byte[])row.GetValue(index)),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "There is no such type."),
    };
}
