namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteMethodSwitch(SqliteFixture tables)
    : MethodSwitchContract(tables), IClassFixture<SqliteFixture>;
