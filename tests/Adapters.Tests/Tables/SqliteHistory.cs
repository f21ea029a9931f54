namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteHistory(SqliteFixture tables) : HistoryContract(tables), IClassFixture<SqliteFixture>;
