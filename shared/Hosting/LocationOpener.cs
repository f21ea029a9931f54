namespace Isotherm.Hosting;

/// <summary>Opens what a location names; null, with the reason, when it names nothing of the kind.</summary>
public delegate T? LocationOpener<out T>(string location, out string? refusal)
    where T : class;
