using System.Data.Common;
using Isotherm.Core.Failures;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// The audit of replays. It stands beside the tables of results: nothing is ever computed from it. Every member throws
/// <see cref="TransientException"/> when the database fails.
/// </summary>
public sealed class ReplayLog
{
    private const int LongestDestination = 500;
    private const int LongestName = 200;

    private readonly SqlDialect _dialect;

    internal ReplayLog(SqlDialect dialect) => _dialect = dialect;

    /// <summary>Writes the row of a replay, or brings it up to date: its end, and what was published so far.</summary>
    public async Task SaveAsync(ReplayEntry replay, CancellationToken cancellation)
    {
        SqlParameterValue[] values =
        [
            Of("@id", replay.Id), Of("@command", replay.Command), Of("@started_at", replay.StartedAt),
            replay.EndedAt is { } end ? Of("@ended_at", end) : Of("@ended_at", (string?)null),
            Of("@first_hour", replay.From), Of("@last_hour", replay.To), Of("@run", replay.Run?.Value),
            Of("@reason", replay.Reason is { } reason ? LedgerText.Fit(reason, LedgerText.MaxReason) : null),
            Of("@destination", LedgerText.Fit(replay.Destination, LongestDestination)), Of("@runs", replay.Runs),
            Of("@messages", replay.Messages), Of("@started_by", LedgerText.Fit(replay.StartedBy, LongestName)),
            Of("@code_version", LedgerText.Fit(replay.CodeVersion, LedgerText.MaxVersion)),
        ];
        var columns = string.Join(", ", values.Select(value => value.Name[1..]));
        var names = string.Join(", ", values.Select(value => value.Name));
        await using var session = await SqlSession.WriteAsync(_dialect, cancellation);
        await session.ExecuteAsync(
            $"INSERT INTO replays ({columns}) VALUES ({names})" + _dialect.OnDuplicate("id")
            + "ended_at = excluded.ended_at, runs = excluded.runs, messages = excluded.messages",
            values,
            cancellation);
        await session.CommitAsync(cancellation);
    }

    /// <summary>The replays, the last started first.</summary>
    public async Task<IReadOnlyList<ReplayEntry>> ListAsync(CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(_dialect, cancellation);
        return await session.QueryAsync(
            "SELECT id, command, started_at, ended_at, first_hour, last_hour, run, reason, destination, runs,"
            + " messages, started_by, code_version FROM replays ORDER BY started_at DESC, id DESC",
            [],
            Read,
            cancellation);
    }

    private static ReplayEntry Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        SqlText.ReadInstant(row, 2),
        row.IsDBNull(3) ? null : SqlText.ReadInstant(row, 3),
        row.IsDBNull(4) ? null : SqlText.ReadHour(row, 4),
        row.IsDBNull(5) ? null : SqlText.ReadHour(row, 5),
        row.IsDBNull(6) ? null : RunId.Parse(row.GetString(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.GetString(8),
        row.GetInt64(9),
        row.GetInt64(10),
        row.GetString(11),
        row.GetString(12));
}
