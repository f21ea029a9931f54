using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class SqliteLedger(SqliteFixture tables) : LedgerContract(tables), IClassFixture<SqliteFixture>;
