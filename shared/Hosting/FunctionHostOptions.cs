namespace Isotherm.Hosting;

/// <summary>Where a function listens and what it takes.</summary>
/// <param name="Port">0: any free one.</param>
/// <param name="OnAllAddresses">False: on 127.0.0.1 only.</param>
/// <param name="MaxBodyBytes">A longer request is answered with 413.</param>
/// <param name="WorkTimeout">The work on one request is ended after this.</param>
public sealed record FunctionHostOptions(int Port, bool OnAllAddresses, long MaxBodyBytes, TimeSpan WorkTimeout)
{
    /// <summary>Requests are messages of under 1 KiB and their envelopes: 64 KiB is ample.</summary>
    public const long DefaultMaxBodyBytes = 64 * 1024;

    private const int DefaultPort = 8080;

    /// <summary>What spans and metrics call the function.</summary>
    public string Name { get; init; } = "function";

    /// <summary>
    /// Whether GET is work too, so that every request has a span and a duration; else it is a sign of life that has
    /// neither.
    /// </summary>
    public bool WorksOnGet { get; init; }

    /// <summary>In this process, on 127.0.0.1.</summary>
    public static FunctionHostOptions Local(int port, TimeSpan workTimeout) =>
        new(port, OnAllAddresses: false, DefaultMaxBodyBytes, workTimeout);

    /// <summary><c>PORT</c>; on every address on Cloud Run and in a container, else only on this machine.</summary>
    public static FunctionHostOptions Bind(EnvironmentSettings settings, TimeSpan workTimeout)
    {
        var port = settings.Whole("PORT", DefaultPort, 0, ushort.MaxValue);
        var inContainer = settings.Optional("DOTNET_RUNNING_IN_CONTAINER", "false");
        var contained = settings.IsSet("K_SERVICE")
            || inContainer == "1" || inContainer.Equals("true", StringComparison.OrdinalIgnoreCase);
        return Local(port, workTimeout) with { OnAllAddresses = contained };
    }
}
