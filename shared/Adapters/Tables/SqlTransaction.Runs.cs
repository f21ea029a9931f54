using Isotherm.Core.Aggregates;
using Isotherm.Core.Messages;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>The steps of a transaction as statements: the ledger, evaluations and sums.</summary>
internal sealed partial class SqlTransaction
{
    /// <summary>Reads first, because shapes are nearly always known and their row is shared by all hours.</summary>
    public async Task ActivateShapesAsync(
        ShapesActivation shapes, DateTimeOffset at, CancellationToken cancellation)
    {
        SqlParameterValue[] key = [Of("@generation", shapes.Generation), Of("@hash", shapes.Hash)];
        var known = await session.QueryAsync(
            "SELECT 1 FROM shapes_activations WHERE generation = @generation AND hash = @hash",
            key,
            _ => true,
            cancellation);
        if (known.Count > 0) return;
        await session.ExecuteAsync(
            "INSERT INTO shapes_activations (generation, hash, first_used) VALUES (@generation, @hash, @at)"
            + dialect.OnDuplicate("generation, hash") + "hash = excluded.hash",
            [.. key, Of("@at", at)],
            cancellation);
    }

    public async Task<LockedRun> LockRunAsync(
        RunKey key, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        await session.ExecuteAsync(
            "INSERT INTO runs (slot, run, hour, started_at, state, recorded_at)"
            + " VALUES (@slot, @run, @hour, @started, @state, @started)"
            + dialect.OnDuplicate("slot, run") + "run = excluded.run",
            [
                .. Key(key), Of("@hour", key.Slot.Hour), Of("@started", startedAt),
                Of("@state", RunState.Incomplete.Name()),
            ],
            cancellation);
        var found = await session.QueryAsync(
            "SELECT started_at, parts, failures, evaluation_id FROM runs WHERE slot = @slot AND run = @run",
            Key(key),
            row => new LockedRun(
                SqlText.ReadInstant(row, 0),
                row.IsDBNull(1) ? null : row.GetInt32(1),
                row.GetInt32(2),
                row.IsDBNull(3) ? null : row.GetInt64(3)),
            cancellation);
        return found.Single();
    }

    public async Task<long> OpenEvaluationAsync(PartEntry entry, CancellationToken cancellation)
    {
        SqlParameterValue[] values =
        [
            .. Key(entry.Key), Of("@hash", entry.Shapes.Hash), Of("@rules", entry.RulesVersion),
            Of("@activation", entry.Shapes.Generation), Of("@parts", entry.Parts),
        ];
        await session.ExecuteAsync(
            "INSERT INTO evaluations (slot, run, shapes_hash, rules_version, activation, parts)"
            + " VALUES (@slot, @run, @hash, @rules, @activation, @parts)"
            + dialect.OnDuplicate("slot, run, shapes_hash, rules_version")
            + "activation = CASE WHEN excluded.activation > evaluations.activation"
            + " THEN excluded.activation ELSE evaluations.activation END",
            values,
            cancellation);
        var found = await session.QueryAsync(
            "SELECT id FROM evaluations"
            + " WHERE slot = @slot AND run = @run AND shapes_hash = @hash AND rules_version = @rules",
            values[..4],
            row => row.GetInt64(0),
            cancellation);
        return found.Single();
    }

    public async Task<PartOrigin?> FindPartAsync(long evaluation, int part, CancellationToken cancellation)
    {
        var found = await session.QueryAsync(
            "SELECT object_name, generation FROM evaluation_parts WHERE evaluation_id = @evaluation AND part = @part",
            [Of("@evaluation", evaluation), Of("@part", part)],
            row => new PartOrigin(row.GetString(0), row.GetInt64(1)),
            cancellation);
        return found.Count == 0 ? null : found[0];
    }

    public async Task AddPartAsync(
        long evaluation, PartEntry entry, DateTimeOffset at, CancellationToken cancellation)
    {
        await InsertPartAsync(evaluation, entry, at, cancellation);
        MethodAggregate[] methods = [entry.Aggregate.Rectangle, entry.Aggregate.Polygon];
        var sums = from method in methods
                   from region in method.Regions
                   where region.Sum.Count > 0
                   select new object?[]
                   {
                       evaluation, entry.Part, method.Method.Name(), region.Code,
                       SqlText.OfSum(region.Sum.NanoCelsius), region.Sum.Count,
                   };
        await InsertAsync("region_sums (evaluation_id, part, method, region, sum, points)", sums, cancellation);
        await session.ExecuteAsync(
            // complete comes first: MySQL sets from left to right and would count this part twice after parts_in
            "UPDATE evaluations SET complete = CASE WHEN parts_in + 1 = parts THEN 1 ELSE 0 END,"
            + " parts_in = parts_in + 1, readings = readings + @readings, usable = usable + @usable"
            + " WHERE id = @evaluation",
            [
                Of("@evaluation", evaluation), Of("@readings", entry.Aggregate.Read),
                Of("@usable", entry.Aggregate.Usable),
            ],
            cancellation);
    }

    public async Task<IReadOnlyList<RunEvaluation>> ReadEvaluationsAsync(Hour hour, CancellationToken cancellation) =>
        await session.QueryAsync(
            "SELECT e.id, e.slot, e.run, r.started_at, e.activation, e.shapes_hash, e.rules_version, e.parts,"
            + " e.parts_in, e.readings, e.usable"
            + " FROM runs AS r JOIN evaluations AS e ON e.slot = r.slot AND e.run = r.run WHERE r.hour = @hour",
            [Of("@hour", hour)],
            row => new RunEvaluation(
                row.GetInt64(0),
                new RunKey(SqlText.ReadSlot(row, 1), RunId.Parse(row.GetString(2))),
                SqlText.ReadInstant(row, 3),
                new ShapesActivation(row.GetInt64(4), row.GetString(5)),
                row.GetInt32(6),
                row.GetInt32(7),
                row.GetInt32(8),
                row.GetInt64(9),
                row.GetInt64(10)),
            cancellation);

    public async Task<RunTotals> ReadTotalsAsync(long evaluation, CancellationToken cancellation)
    {
        var found = await session.QueryAsync(
            $"SELECT {SqlTotals.SumColumns} FROM evaluation_parts WHERE evaluation_id = @evaluation",
            [Of("@evaluation", evaluation)],
            row => SqlTotals.Read(row, 0),
            cancellation);
        return found.Single();
    }

    public Task SaveRunAsync(RunEntry run, CancellationToken cancellation)
    {
        var totals = SqlTotals.Values(run.Totals);
        var assignments = string.Join(", ", totals.Select(value => $"{value.Name[1..]} = {value.Name}"));
        return session.ExecuteAsync(
            "UPDATE runs SET started_at = @started, source = @source, state = @state, parts = @parts,"
            + " failure_reason = NULL, evaluation_id = @evaluation, received_at = @received, recorded_at = @recorded,"
            + $" code_version = @code, {assignments} WHERE slot = @slot AND run = @run",
            [
                .. Key(run.Key), .. totals,
                Of("@started", run.StartedAt), Of("@source", run.Source), Of("@state", run.State.Name()),
                Of("@parts", run.Parts), Of("@evaluation", run.Evaluation), Of("@received", run.ReceivedAt),
                Of("@recorded", run.RecordedAt), Of("@code", run.CodeVersion),
            ],
            cancellation);
    }

    public async Task<bool> AddFailureAsync(
        FailedRunMessage failure, DateTimeOffset at, CancellationToken cancellation)
    {
        SqlParameterValue[] key = [.. Key(failure.Key), Of("@started", failure.StartedAt)];
        var known = await session.QueryAsync(
            "SELECT 1 FROM run_failures WHERE slot = @slot AND run = @run AND started_at = @started",
            key,
            _ => true,
            cancellation);
        if (known.Count > 0) return false;
        await session.ExecuteAsync(
            "INSERT INTO run_failures (slot, run, started_at, reason, recorded_at)"
            + " VALUES (@slot, @run, @started, @reason, @at)",
            [.. key, Of("@reason", failure.Reason), Of("@at", at)],
            cancellation);
        return true;
    }

    public Task SaveFailureAsync(
        RunKey key, int failures, FailedRunMessage? latest, DateTimeOffset at, CancellationToken cancellation) =>
        latest is null
            ? session.ExecuteAsync(
                "UPDATE runs SET failures = @failures WHERE slot = @slot AND run = @run",
                [.. Key(key), Of("@failures", failures)],
                cancellation)
            : session.ExecuteAsync(
                "UPDATE runs SET failures = @failures, started_at = @started, state = @state,"
                + " failure_reason = @reason, recorded_at = @at WHERE slot = @slot AND run = @run",
                [
                    .. Key(key), Of("@failures", failures), Of("@started", latest.StartedAt), Of("@at", at),
                    Of("@state", RunState.Failed.Name()), Of("@reason", latest.Reason),
                ],
                cancellation);

    private static SqlParameterValue[] Key(RunKey key) => [Of("@slot", key.Slot), Of("@run", key.Run.Value)];
}
