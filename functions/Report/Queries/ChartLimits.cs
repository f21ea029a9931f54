namespace Isotherm.Report.Queries;

/// <summary>How much a chart shows.</summary>
internal static class ChartLimits
{
    /// <summary>Hours of a chart that nobody chose the span of.</summary>
    public const int UsualHours = 48;

    /// <summary>A leap year.</summary>
    public const int MaxHours = 366 * 24;

    /// <summary>More hours than these are drawn in steps of several: a line has no more room.</summary>
    public const int MaxSteps = 31 * 24;

    public const string TooLong = "The chart would have more than 366 days: choose a shorter span.";
}
