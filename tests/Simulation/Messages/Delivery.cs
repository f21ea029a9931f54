namespace Isotherm.Simulation.Messages;

/// <summary>One try to push a message.</summary>
internal sealed record Delivery(BrokerMessage Message, int? Attempt);
