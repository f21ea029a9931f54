namespace Isotherm.Report.Answers;

/// <summary>Writes a body, a bounded piece at a time.</summary>
internal delegate Task AnswerBody(Stream output, CancellationToken cancellation);
