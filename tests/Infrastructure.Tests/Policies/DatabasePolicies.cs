using System.Globalization;
using System.Text.Json.Nodes;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>The database: private, encrypted, restorable, and large enough.</summary>
internal static class DatabasePolicies
{
    private const string Instance = "google_sql_database_instance";
    private const string User = "google_sql_user";
    private const string Network = "settings.0.ip_configuration.0";
    private const string Backup = "settings.0.backup_configuration.0";

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("The database has no public address", [Instance], plan =>
            from instance in plan.Of(Instance)
            where !instance.IsFalse(Network + ".ipv4_enabled") || !instance.IsSet(Network + ".private_network")
                || instance.IsSet(Network + ".authorized_networks")
            select $"{instance.Address} can be reached from outside.")
            .BrokenBy("a public address", plan => Database(plan).Set(Network + ".ipv4_enabled", true))
            .BrokenBy("no network", plan => Database(plan).Set(Network + ".private_network", null))
            .BrokenBy("somebody let in", plan => Database(plan).Set(
                Network + ".authorized_networks", new JsonArray(new JsonObject { ["value"] = "0.0.0.0/0" }))),

        new Policy("Every connection is encrypted, to a server that is known by its own authority", [Instance], plan =>
            from instance in plan.Of(Instance)
            where !instance.Is(Network + ".ssl_mode", "ENCRYPTED_ONLY")
                || !instance.Is(Network + ".server_ca_mode", "GOOGLE_MANAGED_INTERNAL_CA")
            select $"{instance.Address} takes connections in clear, or has an authority that others share.")
            .BrokenBy("in clear", plan => Database(plan).Set(Network + ".ssl_mode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"))
            .BrokenBy("a shared authority", plan =>
                Database(plan).Set(Network + ".server_ca_mode", "GOOGLE_MANAGED_CAS_CA")),

        new Policy("Any moment of the last days can be restored", [Instance], plan =>
            from instance in plan.Of(Instance)
            where !instance.IsTrue(Backup + ".enabled") || !instance.IsTrue(Backup + ".binary_log_enabled")
                || !(instance.Number(Backup + ".backup_retention_settings.0.retained_backups") >= 7)
                || !instance.Is(Backup + ".location", plan.Region)
            select $"{instance.Address} cannot be restored, or its backups lie elsewhere.")
            .BrokenBy("no backups", plan => Database(plan).Set(Backup + ".enabled", false))
            .BrokenBy("no moment between backups", plan => Database(plan).Set(Backup + ".binary_log_enabled", false))
            .BrokenBy("one backup", plan =>
                Database(plan).Set(Backup + ".backup_retention_settings.0.retained_backups", 1))
            .BrokenBy("backups abroad", plan => Database(plan).Set(Backup + ".location", "us")),

        new Policy("Version, edition, and hour of maintenance are said, never left to Google", [Instance], plan =>
            from instance in plan.Of(Instance)
            where !instance.Is("database_version", "MYSQL_8_4") || !instance.IsSet("settings.0.edition")
                || !instance.IsSet("settings.0.maintenance_window.0.day")
                || !instance.Is("settings.0.maintenance_window.0.update_track", "stable")
                || !(instance.Number("settings.0.disk_autoresize_limit") > 0)
            select $"{instance.Address} leaves something to Google.")
            .BrokenBy("another version", plan => Database(plan).Set("database_version", "MYSQL_5_7"))
            .BrokenBy("the dearer edition", plan => Database(plan).Set("settings.0.edition", null))
            .BrokenBy("any hour", plan => Database(plan).Set("settings.0.maintenance_window", new JsonArray()))
            .BrokenBy("a disk without end", plan => Database(plan).Set("settings.0.disk_autoresize_limit", 0)),

        new Policy("The functions log in by identity", [Instance, User], Logins)
            .BrokenBy("the flag is off", plan => SetFlag(plan, "cloudsql_iam_authentication", "off"))
            .BrokenBy("files can be loaded", plan => SetFlag(plan, "local_infile", "on"))
            .BrokenBy("a user for aggregate with a password", plan =>
                plan.At("google_sql_user.writer[\"aggregate\"]").Set("type", "BUILT_IN"))
            .BrokenBy("a user of another account", plan => plan.At("google_sql_user.writer[\"aggregate\"]")
                .Set("name", "isotherm-fetch@my-project.iam.gserviceaccount.com")),

        new Policy("All connections of two revisions fit", [Instance, "google_cloud_run_v2_service"], Connections)
            .BrokenBy("more instances", plan => plan.At("google_cloud_run_v2_service.aggregate")
                .Set("template.0.scaling.0.max_instance_count", 12))
            .BrokenBy("more instances of report", plan => plan.At("google_cloud_run_v2_service.report")
                .Set("template.0.scaling.0.max_instance_count", 3))
            .BrokenBy("fewer connections", plan => SetFlag(plan, "max_connections", "220")),

        new Policy("The migrations give every user of the database its role", [User, "google_cloud_run_v2_job"], Roles)
            .BrokenBy("a user without a role", plan =>
                plan.Double("google_sql_user.reporter[\"analyst@example.com\"]").Set("name", "other@example.com"))
            .BrokenBy("a report that writes", plan => plan.At("google_cloud_run_v2_job.migrate")
                .Set("template.0.template.0.containers.0.args.5", "--writer"))
            .BrokenBy("a role for nobody", plan => plan.At("google_cloud_run_v2_job.migrate")
                .Append("template.0.template.0.containers.0.args", "nobody"))
            .BrokenBy("an analyst who writes", plan => plan.At("google_cloud_run_v2_job.migrate")
                .Set("template.0.template.0.containers.0.args.7", "--writer")),
    ];

    private static IEnumerable<string> Logins(Plan plan)
    {
        foreach (var instance in plan.Of(Instance))
        {
            if (Flag(instance, "cloudsql_iam_authentication") != "on")
                yield return $"{instance.Address} knows no identities.";
            if (Flag(instance, "local_infile") != "off") yield return $"{instance.Address} loads files of its clients.";
        }

        foreach (var service in plan.Of("google_cloud_run_v2_service").Where(UsesDatabase))
        {
            var account = service.Text("template.0.service_account");
            if (Settings.Of(service)["DATABASE_LOGIN"] != "iam") yield return $"{service.Address} has a password.";
            if (!plan.Of(User).Any(user => user.Is("name", account!) && user.Is("type", "CLOUD_IAM_SERVICE_ACCOUNT")))
                yield return $"{service.Address} is no user of the database.";
        }
    }

    private static bool UsesDatabase(PlannedResource service) => Settings.Of(service).ContainsKey("DATABASE");

    private static IEnumerable<string> Connections(Plan plan)
    {
        const int jobs = 20;
        var all = (2 * plan.Of("google_cloud_run_v2_service").Where(UsesDatabase)
            .Sum(service => Pool(plan, service) * service.Number("template.0.scaling.0.max_instance_count"))) + jobs;
        return from instance in plan.Of(Instance)
               let most = decimal.Parse(Flag(instance, "max_connections") ?? "0", CultureInfo.InvariantCulture)
               where !(all < most)
               select $"{all} connections do not fit {most}.";
    }

    private static decimal Pool(Plan plan, PlannedResource service)
    {
        var variable = service.Is("name", plan.Name + "-report") ? "report_pool" : "database_pool";
        return decimal.Parse(plan.Variable(variable) ?? "0", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Roles(Plan plan)
    {
        foreach (var job in plan.Of("google_cloud_run_v2_job").Where(job => job.Is("name", plan.Name + "-migrate")))
        {
            var arguments = job.Each(Settings.Container(job) + ".args").Select(path => job.Text(path)!).ToList();
            var given = arguments.Skip(1).Chunk(2).Select(pair => string.Join(' ', pair)).Order();
            var wanted = plan.Of(User).Where(user => user.IsSet("type"))
                .Select(user => $"{Role(user)} {user.Text("name")!.Split('@')[0]}").Order();
            if (arguments[0] != "migrate" || !given.SequenceEqual(wanted))
                yield return $"{job.Address} grants {string.Join(", ", given)}, not {string.Join(", ", wanted)}.";
        }
    }

    private static string Role(PlannedResource user) =>
        user.Address.Contains(".writer[", StringComparison.Ordinal) ? "--writer" : "--reporter";

    private static PlannedResource Database(Plan plan) => plan.At("google_sql_database_instance.main");

    private static string? Flag(PlannedResource instance, string name) =>
        instance.Each("settings.0.database_flags").Where(flag => instance.Is(flag + ".name", name))
            .Select(flag => instance.Text(flag + ".value")).SingleOrDefault();

    private static void SetFlag(Plan plan, string name, string value)
    {
        var instance = Database(plan);
        var flag = instance.Each("settings.0.database_flags").Single(path => instance.Is(path + ".name", name));
        instance.Set(flag + ".value", value);
    }
}
