namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlFailure(MySqlFixture tables) : FailureContract(tables), IClassFixture<MySqlFixture>;
