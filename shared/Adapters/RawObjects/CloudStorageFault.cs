namespace Isotherm.Adapters.RawObjects;

/// <summary>Why a request is to be sent again.</summary>
/// <param name="Reason">For a person: the status, or what became of the connection.</param>
/// <param name="RetryAfter">The wait that the service asked for.</param>
/// <param name="Cause">The exception, if there is one.</param>
internal sealed record CloudStorageFault(string Reason, TimeSpan? RetryAfter = null, Exception? Cause = null);
