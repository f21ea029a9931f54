using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>What a replay would change in one hour and region.</summary>
/// <param name="Hour">UTC.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Before">The row that is shown; null when there is none.</param>
/// <param name="After">The row that would be shown; null when it would lose it.</param>
/// <param name="Why">Shapes, rules and code, the method, a correction, a late part.</param>
internal sealed record HourChange(
    Hour Hour, string Region, RegionTemperature? Before, RegionTemperature? After, string Why);
