using Isotherm.Adapters.Tests.Tables;

namespace Isotherm.Adapters.Tests.Reports;

public sealed class SqliteShownHours(SqliteFixture tables) : ShownHoursContract(tables), IClassFixture<SqliteFixture>;
