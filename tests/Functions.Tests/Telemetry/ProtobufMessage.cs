using System.Buffers.Binary;
using System.Text;

namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>A message of Protobuf without its schema: enough to look into what an exporter sends.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _values = [];

    private ProtobufMessage()
    {
    }

    public static ProtobufMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        var message = new ProtobufMessage();
        while (!bytes.IsEmpty)
        {
            var tag = TakeVarint(ref bytes);
            var (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
            switch (wire)
            {
                case 0:
                    message._values.Add((field, TakeVarint(ref bytes), default));
                    break;
                case 1:
                    var eight = BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span);
                    message._values.Add((field, eight, default));
                    break;
                case 2:
                    var length = (int)TakeVarint(ref bytes);
                    message._values.Add((field, 0, Take(ref bytes, length)));
                    break;
                case 5:
                    var four = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span);
                    message._values.Add((field, four, default));
                    break;
                default:
                    throw new FormatException($"There is no wire type {wire}.");
            }
        }

        return message;
    }

    public bool Has(int field) => _values.Any(value => value.Field == field);

    public ulong Number(int field) => _values.LastOrDefault(value => value.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    /// <summary>The message at the end of a path of repeated fields.</summary>
    public IEnumerable<ProtobufMessage> All(params int[] path) => path.Length == 0
        ? [this]
        : _values.Where(value => value.Field == path[0]).SelectMany(value => Parse(value.Bytes).All(path[1..]));

    private ReadOnlyMemory<byte> Bytes(int field) => _values.LastOrDefault(value => value.Field == field).Bytes;

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            number |= unchecked((ulong)(next & 0x7f) << shift);
            if (next < 0x80) return number;
        }
    }
}
