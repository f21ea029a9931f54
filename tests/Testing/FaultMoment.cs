namespace Isotherm.Testing;

/// <summary>On which side of its effect an operation fails.</summary>
public enum FaultMoment
{
    /// <summary>Nothing happened.</summary>
    Before,

    /// <summary>It happened, and nobody was told: the outcome is unknown to the caller.</summary>
    After,
}
