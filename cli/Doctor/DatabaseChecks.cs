using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;

namespace Isotherm.Cli.Doctor;

/// <summary>Looks at one database: server, encryption, schema, method, clock.</summary>
internal sealed class DatabaseChecks(Database database, TimeProvider clock)
{
    /// <summary>More is no delay of the network: one of the clocks is wrong.</summary>
    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(10);

    /// <summary>The shapes that the last evaluated run was evaluated by; known after the check.</summary>
    public string? LastHash { get; private set; }

    public async Task<IReadOnlyList<CheckResult>> LookAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow();
        var server = await database.DescribeAsync(cancellation);
        var after = clock.GetUtcNow();
        var results = new List<CheckResult> { Server(server) };
        if (server.Refusal is not null) return results;
        results.Add(Schema(await database.Migrator.StatusAsync(cancellation)));
        if (results[^1].State != CheckState.Wrong) results.Add(await ShownAsync(cancellation));
        results.Add(Clock(server.Clock, before, after));
        return results;
    }

    private CheckResult Server(ServerState server)
    {
        var found = $"{database.Name}: {server.Product} {server.Version}";
        if (server.Refusal is { } refusal) return CheckResult.Wrong("database", $"{found}. {refusal}", "Use another.");
        var isLocal = server.Clock is null || database.Name.StartsWith("127.", StringComparison.Ordinal)
            || database.Name.StartsWith("localhost", StringComparison.OrdinalIgnoreCase);
        if (server.Encryption is { } tls) return CheckResult.Good("database", $"{found}, {tls}.");
        return isLocal
            ? CheckResult.Good("database", $"{found}.")
            : CheckResult.Warning(
                "database",
                $"{found}, not encrypted.",
                "Set SslMode=VerifyCA and SslCa in the connection string.");
    }

    private static CheckResult Schema(IReadOnlyList<MigrationStatus> migrations)
    {
        const string subject = "schema";
        if (Versions(migrations, MigrationState.Changed) is { } changed)
        {
            return CheckResult.Wrong(
                subject, $"Migrations that were changed after they were applied: {changed}.", "Restore their files.");
        }

        if (Versions(migrations, MigrationState.HalfApplied) is { } half)
            return CheckResult.Wrong(subject, $"Half applied: {half}.", "isotherm migrate resumes them.");
        if (Versions(migrations, MigrationState.Pending) is { } pending)
            return CheckResult.Wrong(subject, $"Not applied yet: {pending}.", "isotherm migrate applies them.");
        if (Versions(migrations, MigrationState.Unknown) is { } later)
        {
            return CheckResult.Warning(
                subject, $"A later isotherm applied {later}; this one works with it.", "Update this isotherm.");
        }

        return CheckResult.Good(subject, string.Create(
            CultureInfo.InvariantCulture, $"All {migrations.Count} migrations are applied."));
    }

    private async Task<CheckResult> ShownAsync(CancellationToken cancellation)
    {
        var method = await database.Reports.MethodAsync(cancellation);
        await foreach (var run in database.Reports.RunsAsync(ReportFilter.Everything, cancellation))
        {
            if (run.ShapesHash is null) continue;
            LastHash = run.ShapesHash;
            return CheckResult.Good(
                "tables", $"Method {method.Name()}; the last run evaluated is {run.Key.Slot} {run.Key.Run}.");
        }

        return CheckResult.Good("tables", $"Method {method.Name()}; no run is evaluated yet.");
    }

    private static CheckResult Clock(DateTimeOffset? server, DateTimeOffset before, DateTimeOffset after)
    {
        const string subject = "clock";
        if (server is not { } time) return CheckResult.Skipped(subject, "There is no server to compare it with.");
        var apart = time < before ? before - time : time > after ? time - after : TimeSpan.Zero;
        var words = string.Create(
            CultureInfo.InvariantCulture, $"{apart.TotalSeconds:0.#} s from that of the database");
        return apart <= MostApart
            ? CheckResult.Good(subject, $"{words}.")
            : CheckResult.Wrong(
                subject, $"{words}.", "Set the clock that is wrong (NTP): hours and tokens depend on it.");
    }

    private static string? Versions(IEnumerable<MigrationStatus> migrations, MigrationState state)
    {
        var names = migrations.Where(migration => migration.State == state)
            .Select(migration => string.Create(CultureInfo.InvariantCulture, $"{migration.Version} {migration.Name}"))
            .ToArray();
        return names.Length == 0 ? null : string.Join(", ", names);
    }
}
