using System.Text.Json;

namespace Isotherm.Core.Readings;

/// <summary>
/// Turns the tokens of one element after the other into readings and rejects. What a later token cannot give back is
/// kept here, so the tokens of an element may come from any number of buffers. Its buffers grow with the longest id and
/// timestamp met; otherwise nothing is allocated per element.
/// </summary>
internal sealed class ElementReader(ReadingRules rules, IReadingSink sink)
{
    private ReadingField _field;
    private CountryCheck _country;
    private FieldCheck _latitudeCheck;
    private FieldCheck _longitudeCheck;
    private FieldCheck _temperatureCheck;
    private double _latitude;
    private double _longitude;
    private Temperature _temperature;
    private byte[] _id = new byte[64];
    private int _idLength;
    private byte[] _timestamp = new byte[64];
    private int _timestampLength;
    private byte[] _unescaped = new byte[64];

    /// <summary>Elements handed to the sink, here or elsewhere; the position of the next one.</summary>
    public long Read { get; set; }

    /// <summary>True while the sink has the word: what it throws is its own.</summary>
    public bool InSink { get; private set; }

    /// <summary>Takes the next token; true when it is the last one of the element.</summary>
    /// <param name="token">A reader that stands on the token.</param>
    /// <param name="depth">0 for the element itself, 1 for what it holds, and so on.</param>
    public bool Take(ref Utf8JsonReader token, int depth)
    {
        if (depth == 0) return TakeElement(token.TokenType);
        if (depth == 1) TakeField(ref token);
        return false;
    }

    private bool TakeElement(JsonTokenType type)
    {
        switch (type)
        {
            case JsonTokenType.StartObject:
                StartReading();
                return false;
            case JsonTokenType.EndObject:
                EndReading();
                return true;
            case JsonTokenType.StartArray:
                _field = ReadingField.None;
                return false;
            default:
                Reject(RejectReason.NotAnObject);
                return true;
        }
    }

    private void StartReading()
    {
        _field = ReadingField.None;
        _country = CountryCheck.Missing;
        _latitudeCheck = _longitudeCheck = _temperatureCheck = FieldCheck.Missing;
        _idLength = _timestampLength = 0;
    }

    private void TakeField(ref Utf8JsonReader token)
    {
        if (token.TokenType == JsonTokenType.PropertyName) _field = FieldNamed(ref token);
        else if (token.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) TakeValue(ref token);
    }

    private void TakeValue(ref Utf8JsonReader token)
    {
        switch (_field)
        {
            case ReadingField.Id:
                TakeId(ref token);
                break;
            case ReadingField.Timestamp:
                TakeTimestamp(ref token);
                break;
            case ReadingField.Latitude:
                _latitudeCheck = Coordinate(ref token, 90, out _latitude);
                break;
            case ReadingField.Longitude:
                _longitudeCheck = Coordinate(ref token, 180, out _longitude);
                break;
            case ReadingField.Temperature:
                _temperatureCheck = token.TokenType == JsonTokenType.Number
                    ? NumberText.Celsius(token.ValueSpan, rules, out _temperature)
                    : NoNumber(token.TokenType);
                break;
            case ReadingField.Country:
                TakeCountry(ref token);
                break;
        }
    }

    private static FieldCheck Coordinate(ref Utf8JsonReader token, double limit, out double degrees)
    {
        degrees = 0;
        return token.TokenType == JsonTokenType.Number
            ? NumberText.Coordinate(token.ValueSpan, limit, out degrees)
            : NoNumber(token.TokenType);
    }

    private static FieldCheck NoNumber(JsonTokenType type) =>
        type == JsonTokenType.Null ? FieldCheck.Missing : FieldCheck.NotANumber;

    private void TakeCountry(ref Utf8JsonReader token)
    {
        _country = CountryCheck.Missing;
        if (token.TokenType != JsonTokenType.String) return;
        var text = token.ValueSpan;
        if (token.ValueIsEscaped)
            text = Unescape(text, ref _unescaped, out var length) ? _unescaped.AsSpan(0, length) : default;
        _country = CountryText.IsFrance(text) ? CountryCheck.France : CountryCheck.Foreign;
    }

    private void TakeId(ref Utf8JsonReader token)
    {
        var text = token.TokenType == JsonTokenType.String ? token.ValueSpan : default;
        if (!Unescape(text, ref _id, out _idLength)) _idLength = 0;
    }

    private void TakeTimestamp(ref Utf8JsonReader token)
    {
        var text = token.ValueSpan;
        var quoted = token.TokenType == JsonTokenType.String;
        if (token.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) text = default;
        EnsureLength(ref _timestamp, text.Length + 2);
        _timestampLength = quoted ? text.Length + 2 : text.Length;
        if (quoted) _timestamp[0] = _timestamp[_timestampLength - 1] = (byte)'"';
        text.CopyTo(_timestamp.AsSpan(quoted ? 1 : 0));
    }

    private void EndReading()
    {
        if (Judge() is { } reason)
        {
            Reject(reason);
            return;
        }
        InSink = true;
        sink.Usable(new Reading
        {
            Position = Read,
            Latitude = _latitude,
            Longitude = _longitude,
            Temperature = _temperature,
            Id = _id.AsSpan(0, _idLength),
            Timestamp = _timestamp.AsSpan(0, _timestampLength),
        });
        InSink = false;
        Read++;
    }

    private RejectReason? Judge() => _country == CountryCheck.France
        ? Judgement.Of(_latitudeCheck, _longitudeCheck, _temperatureCheck, _idLength > 0)
        : Judgement.Of(_country);

    private void Reject(RejectReason reason)
    {
        InSink = true;
        sink.Reject(new RejectedReading(Read, reason));
        InSink = false;
        Read++;
    }

    /// <summary>The field that a property name means.</summary>
    public static ReadingField FieldNamed(ref Utf8JsonReader token)
    {
        if (!token.ValueIsEscaped) return ReadingFieldNames.Find(token.ValueSpan);
        Span<byte> name = stackalloc byte[ReadingFieldNames.LongestEscaped];
        return token.ValueSpan.Length <= name.Length && JsonText.TryUnescape(token.ValueSpan, name, out var length)
            ? ReadingFieldNames.Find(name[..length])
            : ReadingField.None;
    }

    private static bool Unescape(ReadOnlySpan<byte> text, ref byte[] buffer, out int length)
    {
        EnsureLength(ref buffer, text.Length);
        return JsonText.TryUnescape(text, buffer, out length);
    }

    private static void EnsureLength(ref byte[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new byte[Math.Max(length, buffer.Length * 2)];
    }
}
