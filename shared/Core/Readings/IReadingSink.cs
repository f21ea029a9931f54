namespace Isotherm.Core.Readings;

/// <summary>Takes what a readings reader finds, one call per reading, in the order of the array.</summary>
public interface IReadingSink
{
    void Usable(scoped in Reading reading);

    void Reject(RejectedReading rejected);
}
