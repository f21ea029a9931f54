using CloudNative.CloudEvents;
using Isotherm.Hosting;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>A function that keeps the events it gets.</summary>
internal sealed class RecordingFunction : ICloudEventFunction<MessagePublishedData>
{
    private readonly List<(CloudEvent Event, MessagePublishedData Data)> _events = [];

    public IReadOnlyList<(CloudEvent Event, MessagePublishedData Data)> Events => _events;

    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken)
    {
        lock (_events) _events.Add((cloudEvent, data));
        return Task.CompletedTask;
    }
}
