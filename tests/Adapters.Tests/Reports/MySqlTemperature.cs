using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class MySqlTemperature(MySqlFixture tables) : TemperatureContract(tables), IClassFixture<MySqlFixture>;
