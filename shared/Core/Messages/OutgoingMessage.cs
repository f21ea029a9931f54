namespace Isotherm.Core.Messages;

/// <summary>A message on its way to a topic: a JSON body and its attributes.</summary>
public sealed record OutgoingMessage(string Body, IReadOnlyDictionary<string, string> Attributes);
