using System.Buffers;
using System.Text;

namespace Isotherm.Adapters.SensorApi;

/// <summary>Watches a body go by for the key, also where it is cut between two buffers, and keeps its head.</summary>
internal sealed class BodyWatch(string key, KeyMask mask)
{
    /// <summary>
    /// A key of at least this length never stands in other people's data by chance; a shorter one (eight hexadecimal
    /// digits, say) can be a piece of an id, and counts as repeated only when it is a whole JSON string.
    /// </summary>
    private const int LongKey = 16;

    private readonly byte[] _repeated = Encoding.UTF8.GetBytes(key.Length >= LongKey ? key : $"\"{key}\"");
    private readonly int _overlap = Math.Max(mask.Longest, key.Length + 2) - 1;
    private readonly ArrayBufferWriter<byte> _head = new();
    private byte[] _seam = [];

    /// <summary>Whether the API sent our key back.</summary>
    public bool RepeatsKey { get; private set; }

    /// <summary>Whether the bytes hold any form of the key, by chance or not.</summary>
    public bool HoldsKey { get; private set; }

    public long Received { get; private set; }

    /// <summary>The head so far, masked.</summary>
    public ReadOnlyMemory<byte> Head()
    {
        var head = _head.WrittenSpan.ToArray();
        mask.Hide(head);
        return head.AsMemory(0, Math.Min(head.Length, SensorApiAnswer.MaxHead));
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        // The head is kept a little longer than it is shown, so that a key that crosses its end is masked too.
        var room = SensorApiAnswer.MaxHead + _overlap - _head.WrittenCount;
        _head.Write(bytes[..Math.Min(room, bytes.Length)]);
        Received += bytes.Length;
        Look(bytes);
        LookAtSeam(bytes);
    }

    private void LookAtSeam(ReadOnlySpan<byte> bytes)
    {
        byte[] seam = [.. _seam, .. bytes[..Math.Min(_overlap, bytes.Length)]];
        Look(seam);
        if (bytes.Length < _overlap) _seam = seam[Math.Max(0, seam.Length - _overlap)..];
        else _seam = bytes[^_overlap..].ToArray();
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        HoldsKey = HoldsKey || mask.IsIn(bytes);
        RepeatsKey = RepeatsKey || bytes.IndexOf(_repeated) >= 0;
    }
}
