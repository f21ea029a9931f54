namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteSchedule(SqliteFixture tables) : ScheduleContract(tables), IClassFixture<SqliteFixture>
{
    protected override int Schedules => 60;
}
