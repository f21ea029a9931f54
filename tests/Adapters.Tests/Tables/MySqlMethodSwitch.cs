namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlMethodSwitch(MySqlFixture tables)
    : MethodSwitchContract(tables), IClassFixture<MySqlFixture>;
