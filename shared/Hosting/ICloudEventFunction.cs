using CloudNative.CloudEvents;

namespace Isotherm.Hosting;

/// <summary>A function that takes events; the shape of the Functions Framework.</summary>
/// <typeparam name="TData">What the data of the event is decoded to.</typeparam>
public interface ICloudEventFunction<in TData>
{
    /// <summary>
    /// Takes one event; returning answers 204. The token also ends the work at its deadline and at the end of a
    /// shutdown. What is thrown is answered by <see cref="FailureToStatus"/>.
    /// </summary>
    Task HandleAsync(CloudEvent cloudEvent, TData data, CancellationToken cancellationToken);
}
