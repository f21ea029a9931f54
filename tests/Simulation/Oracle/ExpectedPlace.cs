namespace Isotherm.Simulation.Oracle;

/// <summary>A usable reading and where it lies: region codes, or null outside every region.</summary>
internal sealed record ExpectedPlace(string Hour, ExpectedReading Reading, string? Rectangle, string? Polygon)
{
    public string? Region(string method) => method == "polygon" ? Polygon : Rectangle;
}
