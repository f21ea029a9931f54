namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteMigrator() : MigratorContract(new SqliteFixture());
