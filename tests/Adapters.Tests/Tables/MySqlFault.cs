namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlFault(MySqlFixture tables) : FaultContract(tables), IClassFixture<MySqlFixture>;
