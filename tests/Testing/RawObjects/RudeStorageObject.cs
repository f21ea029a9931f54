using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Isotherm.Testing.RawObjects;

/// <summary>An object that <see cref="RudeStorage"/> keeps.</summary>
public sealed record RudeStorageObject(string Name, long Generation, ImmutableArray<byte> Bytes, JsonObject Resource)
{
    public string Crc32C { get; } = Core.RawObjects.Crc32C.Of(Bytes.AsSpan());

    public string? ContentEncoding => (string?)Resource["contentEncoding"];

    /// <summary>The resource as the JSON API shows it, with 64-bit figures as text.</summary>
    public JsonObject ToJson(RudeStorageFault? fault)
    {
        var json = (JsonObject)Resource.DeepClone();
        json["kind"] = "storage#object";
        json["name"] = Name;
        if (fault?.Kind == RudeStorageFaultKind.Taciturn) return json;
        json["generation"] = Generation.ToString(CultureInfo.InvariantCulture);
        var created = DateTimeOffset.UnixEpoch.AddMicroseconds(Generation);
        json["timeCreated"] = created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json["size"] = Bytes.Length.ToString(CultureInfo.InvariantCulture);
        json["crc32c"] = fault?.Kind == RudeStorageFaultKind.WrongChecksum ? "deadbe==" : Crc32C;
        return json;
    }
}
