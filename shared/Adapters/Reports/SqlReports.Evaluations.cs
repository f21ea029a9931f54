using System.Data.Common;
using System.Runtime.CompilerServices;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Adapters.Reports;

/// <summary>Questions about what the means are made of.</summary>
internal abstract partial class SqlReports
{
    public async IAsyncEnumerable<RunEvaluation> EvaluationsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hours = filter with { Region = null, AsOf = null };
        var sql = "SELECT e.id, e.slot, e.run, r.started_at, e.activation, e.shapes_hash, e.rules_version, e.parts,"
            + " e.parts_in, e.readings, e.usable"
            + " FROM runs AS r JOIN evaluations AS e ON e.slot = r.slot AND e.run = r.run"
            + $"{Where(Between(hours, "r.hour"))} ORDER BY e.slot, e.run, e.id";
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var rows = session.StreamAsync(sql, Values(hours), ReadEvaluation, cancellation);
        await foreach (var row in rows) yield return row;
    }

    public async IAsyncEnumerable<KeptSum> SumsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hours = filter with { Region = null, AsOf = null };
        var sql = "SELECT s.evaluation_id, s.part, s.method, s.region, CAST(s.sum AS CHAR), s.points"
            + " FROM runs AS r JOIN evaluations AS e ON e.slot = r.slot AND e.run = r.run"
            + $" JOIN region_sums AS s ON s.evaluation_id = e.id{Where(Between(hours, "r.hour"))}"
            + " ORDER BY e.slot, e.run, e.id, s.part, s.method, s.region";
        await using var session = await SqlSession.ReadAsync(dialect, cancellation);
        var rows = session.StreamAsync(sql, Values(hours), ReadSum, cancellation);
        await foreach (var row in rows) yield return row;
    }

    private static RunEvaluation ReadEvaluation(DbDataReader row) => new(
        row.GetInt64(0),
        new RunKey(SqlText.ReadSlot(row, 1), RunId.Parse(row.GetString(2))),
        SqlText.ReadInstant(row, 3),
        new ShapesActivation(row.GetInt64(4), row.GetString(5)),
        row.GetInt32(6),
        row.GetInt32(7),
        row.GetInt32(8),
        row.GetInt64(9),
        row.GetInt64(10));

    private static KeptSum ReadSum(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        MethodNames.TryParse(row.GetString(2), out var method)
            ? method
            : throw new FormatException($"'{row.GetString(2)}' is no method."),
        new RegionSum(row.GetString(3), new ExactSum(SqlText.ReadSum(row.GetString(4)), row.GetInt64(5))));
}
