using Isotherm.Adapters.Messages;
using Isotherm.Adapters.SensorApi;
using Isotherm.Adapters.Tables;
using Isotherm.Core.RawObjects;
using Microsoft.Extensions.Logging;

namespace Isotherm.Cli.Pipelines;

/// <summary>What a pipeline on this machine is made of; the caller owns all of it.</summary>
internal sealed record LocalPipelineParts
{
    public required SensorApiOptions SensorApi { get; init; }

    /// <summary>Holds raw objects, rejects and shapes.</summary>
    public required IBucket Bucket { get; init; }

    public required Database Database { get; init; }

    /// <summary>The folder that keeps messages which can never succeed.</summary>
    public required string DeadLetters { get; init; }

    /// <summary>Gives the hour of a run. What waits, waits on it too.</summary>
    public required TimeProvider Clock { get; init; }

    public required ILoggerFactory Logs { get; init; }

    public PushBrokerOptions Broker { get; init; } = new();

    /// <summary>0 is any free one.</summary>
    public int FetchPort { get; init; }

    /// <summary>0 is any free one.</summary>
    public int AggregatePort { get; init; }
}
