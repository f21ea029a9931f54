using Isotherm.Adapters.Tables;
using Isotherm.Core.Reports;

namespace Isotherm.Adapters.Reports;

/// <summary>Reports from MySQL.</summary>
internal sealed class MySqlReports(MySqlDialect dialect) : SqlReports(dialect), IReports;
