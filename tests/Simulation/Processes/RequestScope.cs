namespace Isotherm.Simulation.Processes;

/// <summary>What one request may do, counted over everything that it awaits.</summary>
internal sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Flowing = new();

    public static RequestScope? Current => Flowing.Value;

    public int Transactions { get; set; }

    public static void Begin() => Flowing.Value = new RequestScope();
}
