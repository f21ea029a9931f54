namespace Isotherm.Simulation.SensorApi;

internal enum BodyEnding
{
    Whole,

    /// <summary>The connection breaks.</summary>
    Cut,

    /// <summary>Nothing comes any more.</summary>
    Stall,
}
