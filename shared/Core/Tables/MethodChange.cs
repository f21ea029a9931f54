using Isotherm.Core.Regions;

namespace Isotherm.Core.Tables;

/// <summary>What changing the method did.</summary>
/// <param name="Before">The method that was shown.</param>
/// <param name="After">The method that is shown now.</param>
/// <param name="Hours">How many hours were written again.</param>
public sealed record MethodChange(Method Before, Method After, int Hours);
