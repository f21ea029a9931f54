namespace Isotherm.Hosting;

/// <summary>How a failure is answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">One sentence for the caller.</param>
public readonly record struct FailureAnswer(int Status, string Reason);
