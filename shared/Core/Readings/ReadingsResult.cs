namespace Isotherm.Core.Readings;

/// <summary>How the reading of a document ended.</summary>
/// <param name="Read">Elements handed to the sink.</param>
/// <param name="Unreadable">Null when the document was complete.</param>
public readonly record struct ReadingsResult(long Read, UnreadableDocument? Unreadable)
{
    public bool IsComplete => Unreadable is null;
}
