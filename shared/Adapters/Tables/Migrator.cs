using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// Brings a database to the schema of this program, or back. A runner of our own, and a small one: the known libraries
/// either have no way back (Evolve) or take steps written in code (FluentMigrator), while here the same numbered SQL
/// files must serve two databases and be readable by whoever runs them by hand. MySQL commits every DDL statement by
/// itself, so each statement of a file can be run again, and a file that was cut short is resumed.
/// </summary>
public sealed class Migrator
{
    private readonly SqlDialect _dialect;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<Migration> _known;

    internal Migrator(SqlDialect dialect, TimeProvider clock)
    {
        _dialect = dialect;
        _clock = clock;
        _known = Migration.All(dialect.Folder);
    }

    /// <summary>The last version that this program knows; they count from 1.</summary>
    public int LatestVersion => _known.Count;

    /// <summary>
    /// Applies what is pending or was cut short. Safe when two start at once: one waits, then finds it done.
    /// </summary>
    /// <returns>The migrations applied by this call, in order.</returns>
    /// <exception cref="TransientException">The database failed, or another migration runs for a minute.</exception>
    /// <exception cref="PoisonException">A file was changed after it was applied.</exception>
    public Task<IReadOnlyList<MigrationStatus>> UpAsync(CancellationToken cancellation) =>
        LockedAsync(
            async schema =>
            {
                RefuseChanged(await schema.ReadAsync(cancellation));
                var pending = (await StatusAsync(schema, cancellation))
                    .Where(migration => migration.State is MigrationState.Pending or MigrationState.HalfApplied)
                    .Select(migration => Known(migration.Version));
                foreach (var migration in pending) await schema.ApplyAsync(migration, cancellation);
            },
            cancellation);

    /// <summary>
    /// Takes back every migration after <paramref name="version"/>, the last one first; 0 takes back all.
    /// </summary>
    /// <returns>The migrations taken back by this call, in that order.</returns>
    /// <exception cref="TransientException">The database failed, or another migration runs for a minute.</exception>
    /// <exception cref="PoisonException">A later version of this program applied one of them.</exception>
    public Task<IReadOnlyList<MigrationStatus>> DownAsync(int version, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return LockedAsync(
            async schema =>
            {
                var applied = (await schema.ReadAsync(cancellation)).Where(found => found.Version > version)
                    .OrderByDescending(found => found.Version).ToArray();
                if (applied.FirstOrDefault(found => found.Version > _known.Count) is { } later)
                {
                    throw new PoisonException(
                        $"Migration {later.Version} ({later.Name}) was applied by a later version of this program: "
                        + "only that version knows the way back.");
                }

                foreach (var found in applied) await schema.RevertAsync(Known(found.Version), cancellation);
            },
            cancellation);
    }

    /// <summary>Every migration that the database or this program knows, by number.</summary>
    /// <exception cref="TransientException">The database failed.</exception>
    public async Task<IReadOnlyList<MigrationStatus>> StatusAsync(CancellationToken cancellation)
    {
        IReadOnlyList<MigrationStatus> status = [];
        await LockedAsync(async schema => status = await StatusAsync(schema, cancellation), cancellation);
        return status;
    }

    private async Task<IReadOnlyList<MigrationStatus>> LockedAsync(
        Func<SchemaMigrations, Task> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = _dialect.CreateMigratorConnection();
            await _dialect.OpenAsync(connection, cancellation);
            await using var transaction = await _dialect.LockMigrationsAsync(connection, cancellation);
            var schema = new SchemaMigrations(connection, transaction, _dialect, _clock);
            await schema.CreateAsync(cancellation);
            await work(schema);
            if (transaction is not null) await transaction.CommitAsync(cancellation);
            return schema.Done;
        }
        catch (Exception error) when (_dialect.Classify(error) != SqlFault.None)
        {
            var isPassing = _dialect.IsPassing(error);
            var again = isPassing ? " and can be started again" : "";
            throw new TransientException($"The migration failed{again}: {error.Message}", error)
            {
                NeedsPerson = !isPassing,
            };
        }
    }

    private async Task<IReadOnlyList<MigrationStatus>> StatusAsync(
        SchemaMigrations schema, CancellationToken cancellation)
    {
        var applied = (await schema.ReadAsync(cancellation)).ToDictionary(found => found.Version);
        var pending = _known
            .Where(migration => !applied.ContainsKey(migration.Version))
            .Select(migration => new MigrationStatus(migration.Version, migration.Name, MigrationState.Pending, null));
        return
        [
            .. applied.Values
                .Select(found => new MigrationStatus(found.Version, found.Name, StateOf(found), found.AppliedAt))
                .Concat(pending)
                .OrderBy(migration => migration.Version),
        ];
    }

    private MigrationState StateOf(AppliedMigration found) =>
        found.Version > _known.Count ? MigrationState.Unknown
        : !found.IsComplete ? MigrationState.HalfApplied
        : found.Checksum != Known(found.Version).Checksum ? MigrationState.Changed
        : MigrationState.Applied;

    private Migration Known(int version) => _known[version - 1];

    private void RefuseChanged(IReadOnlyList<AppliedMigration> applied)
    {
        if (applied.FirstOrDefault(found => StateOf(found) == MigrationState.Changed) is not { } changed) return;
        throw new PoisonException(
            $"Migration {changed.Version} ({changed.Name}) was changed after it was applied: its checksum is "
            + $"{Known(changed.Version).Checksum}, the database has {changed.Checksum}. Restore the file and write "
            + "what is new as the next migration.");
    }
}
