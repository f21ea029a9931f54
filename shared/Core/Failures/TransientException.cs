namespace Isotherm.Core.Failures;

/// <summary>The work failed for a reason that may pass: try again later. Answered with 503.</summary>
public sealed class TransientException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>
    /// True when it stays so until a person does something. A service tries again all the same, since it cannot know
    /// when that is done; a person is not told to.
    /// </summary>
    public bool NeedsPerson { get; init; }
}
