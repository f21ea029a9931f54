namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlHistory(MySqlFixture tables) : HistoryContract(tables), IClassFixture<MySqlFixture>;
