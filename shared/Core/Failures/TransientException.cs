namespace Isotherm.Core.Failures;

/// <summary>The work failed for a reason that may pass: try again later. Answered with 503.</summary>
public sealed class TransientException(string message, Exception? cause = null) : Exception(message, cause);
