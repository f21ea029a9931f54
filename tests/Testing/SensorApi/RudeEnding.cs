namespace Isotherm.Testing.SensorApi;

/// <summary>What a rude server does with a connection after its answer.</summary>
public enum RudeEnding
{
    /// <summary>Closes it.</summary>
    Close,

    /// <summary>Resets it.</summary>
    Reset,

    /// <summary>Keeps it open and says nothing more.</summary>
    Hold,

    /// <summary>Sends a space now and then, for ever.</summary>
    Trickle,
}
