using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>The first and the last hour that are shown.</summary>
public sealed record ShownSpan(Hour First, Hour Last);
