using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class SqliteTemperature(SqliteFixture tables) : TemperatureContract(tables), IClassFixture<SqliteFixture>;
