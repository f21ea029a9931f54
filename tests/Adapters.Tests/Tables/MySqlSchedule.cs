namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlSchedule(MySqlFixture tables) : ScheduleContract(tables), IClassFixture<MySqlFixture>
{
    protected override int Schedules => 25;
}
