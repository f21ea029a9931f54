namespace Isotherm.Report.Queries;

/// <summary>What is wrong with one parameter of an address.</summary>
/// <param name="Parameter">Its name, as it was sent.</param>
/// <param name="Detail">One sentence: what is wrong and what to write.</param>
internal sealed record ParameterMistake(string Parameter, string Detail);
