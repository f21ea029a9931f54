using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>One region in one hour, whether anything was measured or not.</summary>
/// <param name="Region">Of the regions that were asked for.</param>
/// <param name="Hour">UTC.</param>
/// <param name="Shown">What is shown; null where nothing was measured.</param>
/// <param name="Before">The same of the hour three hours before.</param>
public sealed record DenseRow(Region Region, Hour Hour, ShownTemperature? Shown, ShownTemperature? Before);
