using Isotherm.Core.Messages;
using Isotherm.Core.Reports;
using Microsoft.Extensions.Logging;

namespace Isotherm.Report;

/// <summary>What the report works with; the caller owns all of it.</summary>
/// <param name="Reports">Answers questions to the tables.</param>
/// <param name="Clock">Tells how fresh the last hour is, and measures durations.</param>
/// <param name="Logs">Gets the log lines.</param>
public sealed record ReportParts(IReports Reports, TimeProvider Clock, ILoggerFactory Logs)
{
    /// <summary>Counts the messages that were put aside; null: their number is unknown.</summary>
    public IDeadLetterCount? DeadLetters { get; init; }
}
