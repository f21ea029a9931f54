using System.Globalization;
using System.Text;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings;

/// <summary>Writes down every call, one line each.</summary>
internal sealed class RecordingSink : IReadingSink
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public List<Temperature> Temperatures { get; } = [];

    public string Text => string.Join('\n', _lines);

    public void Usable(scoped in Reading reading)
    {
        Temperatures.Add(reading.Temperature);
        _lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.Position} {reading.Latitude:R} {reading.Longitude:R} {reading.Temperature.NanoCelsius} "
            + $"{Encoding.UTF8.GetString(reading.Id)} {Encoding.UTF8.GetString(reading.Timestamp)}"));
    }

    public void Reject(RejectedReading rejected) => _lines.Add($"{rejected.Position} {rejected.Reason.Name()}");
}
