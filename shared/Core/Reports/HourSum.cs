using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>An exact sum that an hour shows: of one region in one part of one of its slots.</summary>
public sealed record HourSum(Hour Hour, Region Region, ExactSum Sum);
