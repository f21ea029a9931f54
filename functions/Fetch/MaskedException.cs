using Isotherm.Adapters.SensorApi;

namespace Isotherm.Fetch;

/// <summary>
/// Stands for a failure in the log: its text and stack trace, which may hold anything, went through the mask of the
/// key.
/// </summary>
public sealed class MaskedException(Exception failure, KeyMask mask) : Exception(mask.Hide(failure.Message))
{
    private readonly string _text = mask.Hide(failure.ToString());

    /// <summary>As the failure itself, masked.</summary>
    public override string ToString() => _text;
}
