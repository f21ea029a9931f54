using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Microsoft.Extensions.Logging;

namespace Isotherm.Fetch;

/// <summary>What fetch works with; the caller owns all of it.</summary>
/// <param name="RawBucket">Keeps raw objects, manifests and quarantine.</param>
/// <param name="Topic">Takes the messages.</param>
/// <param name="Clock">Decides the hour of a run and measures deadlines.</param>
/// <param name="Logs">Gets the log lines.</param>
public sealed record FetchParts(IBucket RawBucket, ITopic Topic, TimeProvider Clock, ILoggerFactory Logs)
{
    /// <summary>
    /// Draws the ids of attempts and of manual runs: 16 to 40 characters of <c>[a-z0-9]</c>, never twice.
    /// </summary>
    public Func<string> NewId { get; init; } = () => Guid.NewGuid().ToString("n");

    /// <summary>Draws the jitter of the waits between calls of the API, from 0 to 1; null: at random.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>Sends the calls of the API; null: over sockets.</summary>
    public HttpMessageHandler? SensorApi { get; init; }
}
