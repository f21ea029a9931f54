namespace Isotherm.Fetch;

/// <summary>The JSON answer of a run that is committed and announced.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Hour">Its hour.</param>
/// <param name="Slot">Its slot: the hour while the feed is hourly.</param>
/// <param name="Parts">How many parts, and messages, it has.</param>
/// <param name="State"><c>committed</c>, <c>republished</c> (it was committed before) or <c>empty</c>.</param>
internal sealed record FetchedRun(string Run, string Hour, string Slot, int Parts, string State)
{
    public const string Committed = "committed";
    public const string Republished = "republished";
    public const string Empty = "empty";
}
