using System.Runtime.InteropServices;

namespace Isotherm.Core.Aggregates;

/// <summary>A usable reading in a batch.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct BatchedReading
{
    public UsableReading Reading;

    /// <summary>The id: a UUID, or where its text lies in the batch.</summary>
    public IdKey Key;

    public int Hash;
}
