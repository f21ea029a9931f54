using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class MySqlLedger(MySqlFixture tables) : LedgerContract(tables), IClassFixture<MySqlFixture>;
