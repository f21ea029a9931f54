namespace Isotherm.Core.Failures;

/// <summary>The work can never succeed as it is: keep it, with its reason, for a person. Never retried.</summary>
public sealed class PoisonException(string message, Exception? cause = null) : Exception(message, cause);
