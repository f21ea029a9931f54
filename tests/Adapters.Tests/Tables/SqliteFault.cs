namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteFault(SqliteFixture tables) : FaultContract(tables), IClassFixture<SqliteFixture>;
