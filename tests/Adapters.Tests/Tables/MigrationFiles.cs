using Isotherm.Adapters.Tables;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>The numbered files, as they are in the assembly.</summary>
public sealed class MigrationFiles
{
    private static readonly string[] Names =
        [.. typeof(Database).Assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/'))];

    [Fact]
    public void Both_databases_have_the_same_migrations_numbered_from_1_without_a_gap()
    {
        var mysql = In("mysql");

        Assert.Equal(mysql, In("sqlite"));
        Assert.Equal(
            Enumerable.Range(1, mysql.Length / 2).SelectMany(number => new[] { $"{number:0000}", $"{number:0000}" }),
            mysql.Select(name => name[..4]));
    }

    [Fact]
    public void Every_migration_has_a_way_back()
    {
        var mysql = In("mysql");
        var up = mysql.Where(name => name.EndsWith(".up.sql", StringComparison.Ordinal));

        Assert.Equal(
            up.Select(name => name.Replace(".up.sql", ".down.sql", StringComparison.Ordinal)),
            mysql.Where(name => name.EndsWith(".down.sql", StringComparison.Ordinal)));
        Assert.True(mysql.Length >= 6, "There are no migrations.");
    }

    [Fact]
    public void Both_databases_have_the_same_queries()
    {
        string[] queries = ["known_at.sql", "missing_hours.sql", "temperature_3_hours_before.sql"];

        Assert.All(queries, query => Assert.Contains($"sql/{query}", Names));
        Assert.All(queries, query => Assert.Contains($"sql/sqlite/{query}", Names));
    }

    private static string[] In(string folder)
    {
        var prefix = $"sql/migrations/{folder}/";
        return
        [
            .. Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => name[prefix.Length..])
                .Order(StringComparer.Ordinal),
        ];
    }
}
