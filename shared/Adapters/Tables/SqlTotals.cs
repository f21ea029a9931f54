using System.Data.Common;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>The accounting of a part, an evaluation or a run: the same columns in each of their tables.</summary>
internal static class SqlTotals
{
    private static readonly string[] Names =
    [
        "readings", "usable", "ambiguous", "rectangle_outside", "polygon_outside", "took_milliseconds",
        .. RejectReasonNames.All.Select(reason => $"rejected_{reason.Name()}"),
    ];

    private static readonly int FirstReject = Names.Length - RejectReasonNames.All.Count;

    /// <summary>The columns, in the order of <see cref="Read"/>.</summary>
    public static string Columns { get; } = string.Join(", ", Names);

    /// <summary>Their sums over several rows.</summary>
    public static string SumColumns { get; } =
        string.Join(", ", Names.Select(name => $"CAST(SUM({name}) AS SIGNED)"));

    /// <summary>One parameter a column, named after it; all null when there are no totals.</summary>
    public static SqlParameterValue[] Values(RunTotals? totals)
    {
        if (totals is null) return [.. Names.Select(name => Of($"@{name}", (long?)null))];
        long[] values =
        [
            totals.Read, totals.Usable, totals.Ambiguous, totals.OutsideRectangles, totals.OutsidePolygons,
            (long)totals.Took.TotalMilliseconds,
            .. RejectReasonNames.All.Select(reason => totals.Rejects[reason]),
        ];
        return [.. Names.Zip(values, (name, value) => Of($"@{name}", value))];
    }

    public static RunTotals Read(DbDataReader row, int first)
    {
        var rejects = RejectReasonNames.All.ToDictionary(
            reason => reason, reason => row.GetInt64(first + FirstReject + (int)reason));
        return new RunTotals(
            row.GetInt64(first),
            row.GetInt64(first + 1),
            row.GetInt64(first + 2),
            row.GetInt64(first + 3),
            row.GetInt64(first + 4),
            new RejectCounts(rejects),
            TimeSpan.FromMilliseconds(row.GetInt64(first + 5)));
    }
}
