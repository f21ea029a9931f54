namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlMigrator() : MigratorContract(new MySqlFixture());
