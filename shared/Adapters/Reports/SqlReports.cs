using System.Data.Common;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Reports;

/// <summary>
/// Questions as statements. Each answer is read in one transaction, so it is of one moment; each statement is bounded
/// by the hours wanted, and an index serves it.
/// </summary>
internal abstract partial class SqlReports(SqlDialect dialect)
{
    /// <summary>Of the changeovers of an hour in the history, called h, the one that was shown at a moment.</summary>
    private const string KnownChangeover =
        "h.changeover = (SELECT MAX(latest.changeover) FROM hour_history AS latest"
        + " WHERE latest.hour = h.hour AND latest.shown_from <= @known_at)";

    public async Task<Method> MethodAsync(CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var found = await session.QueryAsync(
            "SELECT value FROM settings WHERE name = 'method'", [], row => row.GetString(0), cancellation);
        return found.Count == 1 && MethodNames.TryParse(found[0], out var method)
            ? method
            : throw SqlDialect.NoMethod();
    }

    private static string Where(params IEnumerable<string> conditions)
    {
        var all = string.Join(" AND ", conditions);
        return all.Length == 0 ? "" : $" WHERE {all}";
    }

    /// <summary>Only what is asked for, so that an index serves it.</summary>
    private static string[] Between(ReportFilter filter, string hour) =>
    [
        .. filter.From is null ? [] : (string[])[$"{hour} >= @from"],
        .. filter.To is null ? [] : (string[])[$"{hour} <= @to"],
    ];

    private static SqlParameterValue[] Values(ReportFilter filter) =>
    [
        .. filter.From is null ? [] : (SqlParameterValue[])[Of("@from", filter.From)],
        .. filter.To is null ? [] : (SqlParameterValue[])[Of("@to", filter.To)],
        .. filter.AsOf is null ? [] : (SqlParameterValue[])[Of("@known_at", filter.AsOf.Value)],
    ];

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
