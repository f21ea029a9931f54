namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>A share of the traffic, or a tag, of a revision; without a name it is whichever is the latest.</summary>
internal sealed record TrafficTarget(string? Revision, int Percent, string? Tag = null);
