using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class MySqlStatementLimit(MySqlFixture tables)
    : StatementLimitContract(tables), IClassFixture<MySqlFixture>;
