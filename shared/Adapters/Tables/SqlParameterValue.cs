using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// A value on its way into a statement, in the one form that both databases take: integers, and text for the rest.
/// </summary>
internal readonly record struct SqlParameterValue(string Name, object? Value)
{
    public static SqlParameterValue Of(string name, long? value) => new(name, value);

    public static SqlParameterValue Of(string name, string? value) => new(name, value);

    public static SqlParameterValue Of(string name, Method value) => new(name, value.Name());

    public static SqlParameterValue Of(string name, Hour? value) =>
        new(name, value is { } hour ? SqlText.Of(hour.Start) : null);

    public static SqlParameterValue Of(string name, Slot value) => new(name, SqlText.Of(value.Start));

    public static SqlParameterValue Of(string name, DateTimeOffset value) => new(name, SqlText.OfMicroseconds(value));
}
