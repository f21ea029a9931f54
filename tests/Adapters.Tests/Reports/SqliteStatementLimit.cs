using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class SqliteStatementLimit(SqliteFixture tables)
    : StatementLimitContract(tables), IClassFixture<SqliteFixture>;
