using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class MySqlShownHours(MySqlFixture tables) : ShownHoursContract(tables), IClassFixture<MySqlFixture>;
