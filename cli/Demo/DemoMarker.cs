namespace Isotherm.Cli.Demo;

/// <summary>The file by which a demo knows its own folder.</summary>
/// <param name="Demo">Always <c>isotherm</c>.</param>
/// <param name="Seed">What the simulated sensor API was started with.</param>
/// <param name="IsClearing">The folder is being emptied; what lies in it is no longer whole.</param>
internal sealed record DemoMarker(string Demo, int Seed, bool IsClearing)
{
    public const string Word = "isotherm";
}
