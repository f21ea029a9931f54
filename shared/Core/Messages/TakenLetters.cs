namespace Isotherm.Core.Messages;

/// <summary>Dead letters in hand.</summary>
/// <param name="Letters">Each is to be removed or put back.</param>
/// <param name="Foreign">What lies among them and is no letter, by name; it stays there.</param>
/// <param name="IsAll">False when there may be more than can be taken at once.</param>
public sealed record TakenLetters(IReadOnlyList<DeadLetter> Letters, IReadOnlyList<string> Foreign, bool IsAll);
