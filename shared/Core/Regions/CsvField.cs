namespace Isotherm.Core.Regions;

/// <summary>
/// Where a field stands in the bytes of a CSV document, without its outer quotes; HasQuotes tells that it holds quotes,
/// which are written twice.
/// </summary>
internal readonly record struct CsvField(int Start, int Length, bool HasQuotes)
{
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> document)
    {
        var raw = document.Slice(Start, Length);
        if (!HasQuotes) return raw;
        var bytes = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            bytes[length++] = raw[i];
            if (raw[i] == (byte)'"') i++;
        }

        return bytes.AsSpan(0, length);
    }
}
