namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteConcurrency(SqliteFixture tables) : ConcurrencyContract(tables), IClassFixture<SqliteFixture>;
