using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Simulation.Faults;

/// <summary>What a service answers: a value or a failure.</summary>
internal readonly record struct Outcome<T>(T? Value, Exception? Failure)
{
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a service throws travels to the caller.")]
    public static Outcome<T> Of(Func<T> effect)
    {
        try
        {
            return new Outcome<T>(effect(), null);
        }
        catch (Exception failure)
        {
            return new Outcome<T>(default, failure);
        }
    }

    public static Outcome<T> Failed(Exception failure) => new(default, failure);
}
