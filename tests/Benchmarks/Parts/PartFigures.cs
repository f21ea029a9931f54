namespace Isotherm.Benchmarks.Parts;

/// <summary>One part from its push to the answer.</summary>
/// <param name="TotalMs">Until the answer was here.</param>
/// <param name="ReadMs">Reading the object, both methods, ids.</param>
/// <param name="RecordMs">The transaction, from taking a connection to the commit.</param>
/// <param name="Statements">How many the driver sent, begin and commit among them.</param>
internal sealed record PartFigures(double TotalMs, double ReadMs, double RecordMs, int Statements);
