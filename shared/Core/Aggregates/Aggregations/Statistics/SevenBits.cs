namespace Isotherm.Core.Aggregates.Aggregations.Statistics;

/// <summary>
/// Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth says that more follow.
/// </summary>
internal static class SevenBits
{
    private const int Bits = 7;
    private const byte More = 0x80;
    private const int MostBits = 64;

    public static void Write(List<byte> bytes, ulong number)
    {
        for (; number >= More; number >>= Bits) bytes.Add((byte)((number & (More - 1)) | More));
        bytes.Add((byte)number);
    }

    /// <summary>Takes a number from the front.</summary>
    /// <exception cref="FormatException">There is no whole number of 64 bits.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var shift = 0; shift < MostBits && !bytes.IsEmpty; shift += Bits)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            number |= (ulong)(next & (More - 1)) << shift;
            if (next < More) return number;
        }

        throw new FormatException("The bytes end within a number, or it is too long.");
    }
}
