namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The order of a listing: by the bytes of UTF-8. It is the ordinal order but for characters beyond the basic plane,
/// which UTF-16 sorts before U+E000.
/// </summary>
internal sealed class CloudStorageOrder : IComparer<string>
{
    private CloudStorageOrder()
    {
    }

    public static CloudStorageOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        return Place(left[common]).CompareTo(Place(right[common]));
    }

    private static int Place(char unit) => char.IsSurrogate(unit) ? unit + char.MaxValue : unit;
}
