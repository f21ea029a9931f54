namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlConcurrency(MySqlFixture tables) : ConcurrencyContract(tables), IClassFixture<MySqlFixture>;
