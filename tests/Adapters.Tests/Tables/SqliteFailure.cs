namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteFailure(SqliteFixture tables) : FailureContract(tables), IClassFixture<SqliteFixture>;
