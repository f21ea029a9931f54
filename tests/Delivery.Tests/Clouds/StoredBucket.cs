namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>A bucket of Cloud Storage.</summary>
internal sealed record StoredBucket
{
    public SortedDictionary<string, string> Objects { get; } = new(StringComparer.Ordinal);

    public bool IsVersioned { get; set; }

    public bool IsUniform { get; set; }

    public bool IsNeverPublic { get; set; }
}
