using Isotherm.Adapters.Tables;
using Isotherm.Core.Reports;

namespace Isotherm.Adapters.Reports;

/// <summary>Reports from SQLite.</summary>
internal sealed class SqliteReports(SqliteDialect dialect) : SqlReports(dialect), IReports;
