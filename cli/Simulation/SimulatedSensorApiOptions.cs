namespace Isotherm.Cli.Simulation;

/// <summary>How a <see cref="SimulatedSensorApi"/> answers.</summary>
public sealed record SimulatedSensorApiOptions
{
    /// <summary>The key that <c>X-API-Key</c> must carry.</summary>
    public required string Key { get; init; }

    /// <summary>Equal seeds give equal answers, call by call, on equal clocks.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Readings of one answer.</summary>
    public int Readings { get; init; } = 1000;

    /// <summary>Whether an answer is compressed for who accepts gzip.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>The port on loopback; 0 is any free one.</summary>
    public int Port { get; init; }
}
