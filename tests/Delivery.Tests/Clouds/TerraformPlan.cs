namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>A saved plan: the state that it is for, the images, and the traffic as it was found.</summary>
internal sealed record TerraformPlan(
    int Serial, Dictionary<string, string> Images, Dictionary<string, List<TrafficTarget>> Traffic);
