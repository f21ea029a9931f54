namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>A revision of a service.</summary>
internal sealed record Revision(string Name, string Image, bool IsReady);
