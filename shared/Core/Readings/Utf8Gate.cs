using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Isotherm.Core.Readings;

/// <summary>
/// Lets only well-formed UTF-8 through, in whole sequences: one that is split over two calls is held back until its
/// last byte is there. (A JSON reader does not look into strings.)
/// </summary>
internal sealed class Utf8Gate
{
    private readonly byte[] _sequence = new byte[4];
    private int _length;
    private bool _passed;

    /// <summary>Bytes of an unfinished sequence.</summary>
    public int Held => _passed ? 0 : _length;

    /// <summary>Takes bytes from the front of <paramref name="bytes"/> and gives those that may pass.</summary>
    /// <param name="bytes">What is left comes with the next call.</param>
    /// <param name="passed">Valid until the next call; may be empty.</param>
    /// <returns>False when the byte after those that passed begins no well-formed sequence.</returns>
    public bool Pass(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> passed)
    {
        if (Held > 0) return PassSequence(ref bytes, out passed);
        var whole = bytes[..^TailLength(bytes)];
        if (!Utf8.IsValid(whole))
        {
            passed = whole[..FirstFault(whole)];
            return false;
        }
        passed = whole;
        bytes = bytes[whole.Length..];
        Hold(bytes);
        bytes = default;
        return true;
    }

    private bool PassSequence(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> passed)
    {
        passed = default;
        while (!bytes.IsEmpty)
        {
            _sequence[_length++] = bytes[0];
            var status = Rune.DecodeFromUtf8(_sequence.AsSpan(0, _length), out _, out _);
            if (status == OperationStatus.InvalidData) return false;
            bytes = bytes[1..];
            if (status == OperationStatus.NeedMoreData) continue;
            passed = _sequence.AsSpan(0, _length);
            _passed = true;
            return true;
        }
        return true;
    }

    private void Hold(ReadOnlySpan<byte> tail)
    {
        tail.CopyTo(_sequence);
        _length = tail.Length;
        _passed = false;
    }

    /// <summary>How many bytes at the end begin a sequence that may still become well-formed: 0 to 3.</summary>
    private static int TailLength(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            var status = Rune.DecodeFromUtf8(bytes[^length..], out _, out _);
            if (status == OperationStatus.NeedMoreData) return length;
            if (status == OperationStatus.Done) return 0;
        }
        return 0;
    }

    private static int FirstFault(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == OperationStatus.Done) offset += length;
        return offset;
    }
}
